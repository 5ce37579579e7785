package io.sallyport.gateway.config;

import java.util.List;

/** Rules of {@code routes}: a destination once, by a next hop that a neighbour can be. */
final class RouteRules {
    private final Reading reading;
    private final List<InterfaceConfig> interfaces;
    private final List<RouteConfig> routes;

    private RouteRules(Config config, Reading reading) {
        this.reading = reading;
        this.interfaces = config.interfaces();
        this.routes = config.routes();
    }

    static void check(Config config, Reading reading) {
        RouteRules rules = new RouteRules(config, reading);
        boolean interfacesKnown = reading.whollyReadable("interfaces");
        for (int i = 0; i < rules.routes.size(); i++) {
            rules.checkDestination(i, interfacesKnown);
            if (interfacesKnown) {
                rules.checkNextHop(i);
            }
        }
    }

    private static String path(int index, String key) {
        return Keys.child(Keys.item("routes", index), key);
    }

    private void checkDestination(int index, boolean interfacesKnown) {
        Ipv4Prefix to = routes.get(index).to();
        if (hostBits(reading, path(index, "to"), to)) {
            return;
        }
        for (int before = 0; before < index; before++) {
            if (routes.get(before).to().equals(to) && reading.readable(path(before, "to"))) {
                reading.report(
                        path(index, "to"),
                        to + ", which " + path(before, "to") + " has too",
                        "a destination has one route; remove one of the two");
                return;
            }
        }
        if (interfacesKnown) {
            interfaces.stream()
                    .filter(iface -> sameSubnet(iface.address(), to))
                    .findFirst()
                    .ifPresent(iface -> reading.report(
                            path(index, "to"),
                            to + ", the subnet of interface " + iface.port() + " itself",
                            "what is on the link needs no route; remove it"));
        }
    }

    /** Whether a network is written with host bits; if so, reports it. */
    static boolean hostBits(Reading reading, String key, Ipv4Prefix network) {
        if (network.address() == network.network()) {
            return false;
        }
        reading.report(
                key,
                network + ", which has bits set after its length",
                "a network has none: did you mean " + Ipv4.format(network.network()) + "/" + network.length() + " or "
                        + Ipv4.format(network.address()) + "/32?");
        return true;
    }

    private static boolean sameSubnet(Ipv4Prefix a, Ipv4Prefix b) {
        return a.network() == b.network() && a.length() == b.length();
    }

    private void checkNextHop(int index) {
        int via = routes.get(index).via();
        String key = path(index, "via");
        for (InterfaceConfig iface : interfaces) {
            if (iface.address().contains(via)) {
                checkNeighbour(key, via, iface);
                return;
            }
        }
        reading.report(
                key,
                Ipv4.format(via) + ", which is in the subnet of no interface",
                "a next hop is in one of these: "
                        + String.join(
                                ", ",
                                interfaces.stream()
                                        .map(iface -> iface.address() + " (" + iface.port() + ")")
                                        .toList()));
    }

    private void checkNeighbour(String key, int via, InterfaceConfig iface) {
        if (via == iface.address().address()) {
            reading.report(
                    key,
                    Ipv4.format(via) + ", the gateway's own address on " + iface.port(),
                    "a next hop is another router in " + iface.address());
        } else if (iface.address().reserves(via)) {
            reading.report(
                    key,
                    Ipv4.format(via) + ", the network or broadcast address of " + iface.address(),
                    "a next hop is a router in that subnet");
        }
    }
}
