package io.sallyport.lab.net;

/** The link between the server, which routes, and the far host: a path with a smaller MTU than the gateway's. */
final class FarLink {
    private static final String NEAR_END = "sp-near";
    private static final String FAR_END = "sp-far";
    private static final int FULL_MSS = 1460;

    private FarLink() {}

    /** Both namespaces exist; the link is made within them and vanishes with them. */
    static void create() {
        Namespace.SERVER.ip("link add %s mtu %d type veth peer name %s mtu %d netns %s"
                .formatted(NEAR_END, Topology.FAR_MTU, FAR_END, Topology.FAR_MTU, Namespace.FAR.id()));
        Namespace.SERVER.run(Link.offloadsOff(NEAR_END));
        Namespace.FAR.run(Link.offloadsOff(FAR_END));
        Namespace.SERVER.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
        Namespace.SERVER.ip(
                "addr add %s/30 dev %s".formatted(Topology.FAR_ROUTER, NEAR_END), "link set %s up".formatted(NEAR_END));
        Namespace.FAR.ip(
                "addr add %s/30 dev %s".formatted(Topology.FAR_HOST, FAR_END),
                "link set %s up".formatted(FAR_END),
                // It asks for segments as long as any host on an Ethernet: only the path's MTU may make them shorter.
                "route add default via %s advmss %d".formatted(Topology.FAR_ROUTER, FULL_MSS));
    }
}
