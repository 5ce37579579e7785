package io.sallyport.lab.net;

import java.time.Duration;

/** Namespaces and interfaces around the gateway. One thread at a time. */
public final class Wiring {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final PortType type;

    /** Nothing is made yet. */
    public Wiring(PortType type) {
        this.type = type;
    }

    /** Makes what has to exist before the gateway starts. */
    public void beforeGateway() {
        for (Namespace namespace : Namespace.values()) {
            namespace.create();
        }
        FarLink.create();
        if (type.needsVeth()) {
            for (Link link : Link.values()) {
                createVeth(link);
                link.moveIntoNamespace();
            }
        }
        if (type.needsBridge()) {
            VhostBridge.start(type.queues());
        }
    }

    /** Does what is possible only once the gateway runs. */
    public void afterGateway() {
        for (Link link : Link.values()) {
            if (type.needsVeth()) {
                // The gateway has set its interface's MTU here too, and the kernel would drop what is longer before the
                // gateway sees it.
                Commands.run("ip", "link", "set", type.gatewayEnd(link), "mtu", "1500");
            } else if (type.endsWithGateway()) {
                link.moveIntoNamespace();
            }
        }
    }

    /**
     * Removes namespaces, their processes and interfaces, those of an earlier run included. The gateway must have ended.
     *
     * @return whether there was anything
     */
    public static boolean remove() {
        boolean found = false;
        for (Namespace namespace : Namespace.values()) {
            if (namespace.exists()) {
                found = true;
                namespace.killProcesses();
                namespace.delete();
            }
        }
        for (Link link : Link.values()) {
            found |= deleteInterface(link.interfaceName());
            found |= deleteInterface(PortType.AF_PACKET.gatewayEnd(link));
        }
        return found;
    }

    private void createVeth(Link link) {
        String gatewayEnd = type.gatewayEnd(link);
        String queues = String.valueOf(type.queues());
        Commands.run(
                "ip",
                "link",
                "add",
                gatewayEnd,
                "numrxqueues",
                queues,
                "numtxqueues",
                queues,
                "type",
                "veth",
                "peer",
                "name",
                link.interfaceName(),
                "numrxqueues",
                queues,
                "numtxqueues",
                queues);
        Commands.run("sysctl", "-qw", "net.ipv6.conf." + gatewayEnd + ".disable_ipv6=1");
        Commands.run(Link.offloadsOff(gatewayEnd));
        Commands.run("ip", "link", "set", gatewayEnd, "address", link.gatewayMac(), "promisc", "on", "up");
    }

    private static boolean deleteInterface(String name) {
        return Commands.attempt(LIMIT, "ip", "link", "show", "dev", name).good()
                && Commands.attempt(LIMIT, "ip", "link", "delete", name).good();
    }
}
