package io.sallyport.gateway.config;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where packets to a network go.
 *
 * @param network an interface's subnet or the destination of a route
 * @param by the interface they leave by; null if the next hop is in no interface's subnet
 */
record Way(Ipv4Prefix network, @Nullable InterfaceConfig by) {
    /** The way to an address: that of the longest prefix that has it. Empty if there is none. */
    static Optional<Way> to(int address, Config config) {
        Stream<Way> links = config.interfaces().stream().map(iface -> new Way(subnet(iface.address()), iface));
        Stream<Way> routes = config.routes().stream().map(route -> new Way(route.to(), towards(route.via(), config)));
        return Stream.concat(links, routes)
                .filter(way -> way.network.contains(address))
                .max(Comparator.comparingInt(way -> way.network.length()));
    }

    private static Ipv4Prefix subnet(Ipv4Prefix own) {
        return new Ipv4Prefix(own.network(), own.length());
    }

    private static @Nullable InterfaceConfig towards(int via, Config config) {
        return config.interfaces().stream()
                .filter(iface -> iface.address().contains(via))
                .findFirst()
                .orElse(null);
    }

    /** The interface with its role, for an error. */
    String describe() {
        InterfaceConfig iface = Objects.requireNonNull(by);
        return iface.role() == null
                ? iface.port() + ", an interface without a role"
                : "the " + Formats.label(iface.role()) + " interface " + iface.port();
    }
}
