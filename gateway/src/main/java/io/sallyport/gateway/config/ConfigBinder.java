package io.sallyport.gateway.config;

import io.sallyport.gateway.config.DpdkConfig.FlowRules;
import io.sallyport.gateway.config.DpdkConfig.Hugepages;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the whole configuration from its root; {@link NatBinder} reads the largest part. */
final class ConfigBinder {
    private static final Ipv4Prefix NO_PREFIX = new Ipv4Prefix(0, 32);

    private ConfigBinder() {}

    static Config bind(Reading reading, Node root) {
        Section file = Section.of(reading, "", root);
        Mode mode = file.get("mode", Formats.oneOf(Mode.class), Mode.PRODUCTION);
        WorkersConfig workers = workers(file.section("workers"));
        DpdkConfig dpdk = dpdk(file.section("dpdk"));
        List<InterfaceConfig> interfaces =
                file.sections("interfaces").stream().map(ConfigBinder::iface).toList();
        List<RouteConfig> routes =
                file.sections("routes").stream().map(ConfigBinder::route).toList();
        NatConfig nat = NatBinder.bind(file.section("nat"), mode);
        StateConfig state = state(file.section("state"));
        ApiConfig api = api(file.section("api"));
        return new Config(mode, workers, dpdk, interfaces, routes, nat, state, api, reading.source());
    }

    private static WorkersConfig workers(Section section) {
        List<Integer> cores = section.listOr("auto", "cores", Formats.number(0, 4095), -1);
        int count = cores.isEmpty() ? WorkersConfig.DEFAULT_COUNT : cores.size();
        return new WorkersConfig(section.get("count", Formats.number(1, WorkersConfig.MAX_COUNT), count), cores);
    }

    private static DpdkConfig dpdk(Section section) {
        return new DpdkConfig(
                section.list("eal", Formats.ARGUMENT, ""),
                section.get("hugepages", Formats.oneOf(Hugepages.class), Hugepages.AUTO),
                toInt(section.get("mbufs", Formats.number(1024, 1 << 26).orWord("auto"), Optional.empty())),
                section.get("flow-rules", Formats.oneOf(FlowRules.class), FlowRules.AUTO));
    }

    private static InterfaceConfig iface(Section section) {
        return new InterfaceConfig(
                section.require("port", Formats.DEVICE, ""),
                section.optional("devargs", Formats.ARGUMENT).orElse(null),
                section.optional("role", Formats.oneOf(Role.class)).orElse(null),
                section.require("address", Formats.SUBNET, NO_PREFIX),
                section.get("mtu", Formats.number(68, 9000), InterfaceConfig.DEFAULT_MTU));
    }

    private static RouteConfig route(Section section) {
        return new RouteConfig(
                section.require("to", Formats.PREFIX, NO_PREFIX), section.require("via", Formats.ADDRESS, 0));
    }

    private static StateConfig state(Section section) {
        return new StateConfig(
                section.get("directory", Formats.DIRECTORY.orWord("auto"), Optional.empty())
                        .orElse(null),
                section.get("keep-sessions", Formats.FLAG, true));
    }

    private static ApiConfig api(Section section) {
        return new ApiConfig(
                section.get("listen", Formats.ENDPOINT.orWord("off"), Optional.of(ApiConfig.DEFAULT_LISTEN))
                        .orElse(null),
                section.get("unix", Formats.SOCKET.orWord("off"), Optional.of(ApiConfig.DEFAULT_UNIX))
                        .orElse(null));
    }

    static OptionalInt toInt(Optional<Integer> number) {
        return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
    }
}
