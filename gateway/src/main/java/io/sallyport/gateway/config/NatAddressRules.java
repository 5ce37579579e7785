package io.sallyport.gateway.config;

import java.util.Optional;

/**
 * Rules of addresses that the outside sees, of a pool or a static mapping: public, and no host's, router's or interface's
 * (checklist C1.7). Of those that addresses break, the gravest is told. The stand-in for an unreadable address is 0.0.0.0,
 * which is not public, so that nothing else is told of it.
 */
final class NatAddressRules {
    private final Config config;
    private final String subject;
    private final String instead;

    /**
     * Makes the rules for one use.
     *
     * @param subject what such an address is called
     * @param instead what to do about one that cannot be used, as a clause
     */
    NatAddressRules(Config config, String subject, String instead) {
        this.config = config;
        this.subject = subject;
        this.instead = instead;
    }

    /**
     * Why addresses cannot be used.
     *
     * @param why a clause about them, after "which"
     * @param allowed what there may be and what to do, as a clause
     */
    record Refusal(String why, String allowed) {}

    /** Why not all of these addresses can be used; empty if all can. */
    Optional<Refusal> refusal(Ipv4Range addresses) {
        return notPublic(addresses).or(() -> taken(addresses));
    }

    /** Why addresses cannot be used because of what they are. */
    Optional<Refusal> notPublic(Ipv4Range addresses) {
        return SpecialRanges.notPublic(addresses)
                .map(special -> new Refusal(
                        within(addresses) + special,
                        subject + " must be public: give addresses that your provider routes to this gateway"));
    }

    /** Why addresses cannot be used because of who has them. */
    Optional<Refusal> taken(Ipv4Range addresses) {
        return anInterfaces(addresses).or(() -> aNextHop(addresses));
    }

    private Optional<Refusal> anInterfaces(Ipv4Range addresses) {
        return config.interfaces().stream()
                .map(iface -> anInterfaces(addresses, iface))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Refusal> anInterfaces(Ipv4Range addresses, InterfaceConfig iface) {
        Ipv4Prefix subnet = iface.address();
        if (addresses.contains(subnet.address())) {
            return Optional.of(new Refusal(
                    having(addresses, subnet.address()) + "the gateway's own address on " + iface.port(),
                    "interface addresses answer for the gateway itself; " + instead));
        }
        if (iface.role() == Role.INSIDE && subnet.range().overlaps(addresses)) {
            return Optional.of(new Refusal(
                    within(addresses) + subnet + ", the subnet of the inside interface " + iface.port(),
                    "hosts there have them already; give addresses that nobody else uses"));
        }
        boolean reserved = addresses.contains(subnet.network()) || addresses.contains(subnet.broadcast());
        return Optional.of(new Refusal(
                        (addresses.size() == 1 ? "is" : "has") + " the network or broadcast address of " + subnet
                                + " on " + iface.port(),
                        "routers do not send these to one host; " + instead))
                .filter(refusal -> reserved && subnet.length() < 31);
    }

    private Optional<Refusal> aNextHop(Ipv4Range addresses) {
        for (int i = 0; i < config.routes().size(); i++) {
            String key = Keys.child(Keys.item("routes", i), "via");
            int via = config.routes().get(i).via();
            if (addresses.contains(via)) {
                return Optional.of(new Refusal(
                        having(addresses, via) + "the next hop of " + key,
                        "the router there has it already; " + instead));
            }
        }
        return Optional.empty();
    }

    private static String within(Ipv4Range addresses) {
        return addresses.size() == 1 ? "is in " : "has addresses of ";
    }

    private static String having(Ipv4Range addresses, int one) {
        return addresses.size() == 1 ? "is " : "has " + Ipv4.format(one) + ", ";
    }
}
