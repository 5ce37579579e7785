package io.sallyport.gateway.config;

import java.util.List;

/**
 * A configuration that was read and checked; immutable, so any thread may use it.
 *
 * @param interfaces in the order of the file; at least one inside and one outside (checklist C1.2, C1.3)
 * @param routes beside those to the interfaces' own subnets
 * @param source where in which file each setting stands
 */
public record Config(
        Mode mode,
        WorkersConfig workers,
        DpdkConfig dpdk,
        List<InterfaceConfig> interfaces,
        List<RouteConfig> routes,
        NatConfig nat,
        StateConfig state,
        ApiConfig api,
        Source source) {
    public Config {
        interfaces = List.copyOf(interfaces);
        routes = List.copyOf(routes);
    }

    /** DPDK's name of the device of each interface. */
    public List<String> ports() {
        return interfaces.stream().map(InterfaceConfig::port).toList();
    }

    /**
     * Says that a setting, though valid, does not work here: the environment lacks something.
     *
     * @param key path of the setting, like {@code interfaces[1].port}; if the file leaves it out, the position is that
     *     of the nearest setting around it
     * @param found what there is
     * @param allowed what there may be and what to do, as a clause
     */
    public ConfigProblem problem(String key, String found, String allowed) {
        return source.problem(key, found, allowed);
    }

    /** Whether both say the same, wherever in the file they say it. */
    public boolean sameSettings(Config other) {
        return new Config(mode, workers, dpdk, interfaces, routes, nat, state, api, other.source).equals(other);
    }
}
