package io.sallyport.lab.net;

import java.util.ArrayList;
import java.util.List;

/** The two links of the gateway, each to one namespace. */
public enum Link {
    /** Between the inside hosts and the gateway. */
    INSIDE(0, "sp-in", Namespace.CLIENT, "02:53:50:00:00:01", "02:53:50:00:01:01"),
    /** Between the gateway and the internet. */
    OUTSIDE(1, "sp-out", Namespace.SERVER, "02:53:50:00:00:02", "02:53:50:00:01:02");

    private final int number;
    private final String interfaceName;
    private final Namespace namespace;
    private final String gatewayMac;
    private final String peerMac;

    Link(int number, String interfaceName, Namespace namespace, String gatewayMac, String peerMac) {
        this.number = number;
        this.interfaceName = interfaceName;
        this.namespace = namespace;
        this.gatewayMac = gatewayMac;
        this.peerMac = peerMac;
    }

    /** Number of the DPDK port among those of its driver. */
    int number() {
        return number;
    }

    /** The interface in the namespace. */
    public String interfaceName() {
        return interfaceName;
    }

    /** The namespace at the far end. */
    public Namespace namespace() {
        return namespace;
    }

    /** MAC address of the interface in the namespace. */
    public String peerMac() {
        return peerMac;
    }

    /** MAC address of the gateway's port. */
    public String gatewayMac() {
        return gatewayMac;
    }

    /** Moves the interface from the root namespace to its own, and sets it up there. */
    void moveIntoNamespace() {
        Commands.run("ip", "link", "set", interfaceName, "netns", namespace.id());
        setUpInNamespace();
    }

    /** Moves the interface from another namespace to its own, which may be the same, and sets it up there. */
    void moveFrom(Namespace other) {
        other.ip("link set %s netns %s".formatted(interfaceName, namespace.id()));
        setUpInNamespace();
    }

    private void setUpInNamespace() {
        namespace.run(offloadsOff(interfaceName));
        namespace.ip(setUp().toArray(String[]::new));
    }

    /** The command that makes every frame of an interface one that could have been on a wire. */
    static String[] offloadsOff(String name) {
        return "ethtool -K %s tx off rx off tso off gso off gro off sg off"
                .formatted(name)
                .split(" ", -1);
    }

    private List<String> setUp() {
        List<String> lines = new ArrayList<>();
        lines.add("link set %s address %s mtu 1500".formatted(interfaceName, peerMac));
        if (this == INSIDE) {
            Topology.hosts().forEach(host -> lines.add("addr add %s/24 dev %s".formatted(host, interfaceName)));
        } else {
            lines.add("addr add %s/24 dev %s".formatted(Topology.SERVER, interfaceName));
            // They stay when a tap vanishes, and are there already when the gateway has started again.
            Topology.internet().forEach(address -> lines.add("addr replace %s/32 dev lo".formatted(address)));
            lines.add("addr replace %s/32 dev lo".formatted(Topology.PARTNER));
        }
        lines.add("link set %s up".formatted(interfaceName));
        lines.add(this == INSIDE ? "route add default via " + Topology.GATEWAY_INSIDE : poolRoute());
        return lines;
    }

    private static String poolRoute() {
        return "route add %s via %s".formatted(Topology.POOL, Topology.GATEWAY_OUTSIDE);
    }
}
