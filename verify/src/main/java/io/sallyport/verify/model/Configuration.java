package io.sallyport.verify.model;

import java.util.List;

/**
 * What the model needs to know of a gateway's configuration. Lists keep the gateway's order.
 *
 * @param workers number of workers, 1 to 63
 * @param routes all routes, those to the interfaces' own networks included
 * @param pool all pool addresses
 */
public record Configuration(
        int workers,
        List<Interface> interfaces,
        List<Route> routes,
        List<Neighbor> neighbors,
        List<PoolAddress> pool,
        List<StaticMapping> statics,
        List<Network> noNat,
        Switches switches,
        Timeouts timeouts,
        Limits limits) {

    /** Copies the lists. */
    public Configuration {
        interfaces = List.copyOf(interfaces);
        routes = List.copyOf(routes);
        neighbors = List.copyOf(neighbors);
        pool = List.copyOf(pool);
        statics = List.copyOf(statics);
        noNat = List.copyOf(noNat);
    }

    /** The side of an interface. */
    public enum Role {
        /** Hosts whose addresses are translated. */
        INSIDE,
        /** The others. */
        OUTSIDE,
        /** Nothing is translated here. */
        NONE
    }

    /** How many remote endpoints share a mapping. */
    public enum Mapping {
        /** Each has its own. */
        ENDPOINT_DEPENDENT,
        /** All of them. */
        ENDPOINT_INDEPENDENT
    }

    /** Whom a mapping lets in. */
    public enum Filtering {
        /** The remote endpoint of a session. */
        ENDPOINT_DEPENDENT,
        /** Every port of a session's remote address. */
        ADDRESS_DEPENDENT,
        /** Everybody. */
        ENDPOINT_INDEPENDENT
    }

    /** What an inside host is told when it is refused a session. */
    public enum Refusal {
        /** ICMP 3/13. */
        ADMIN_PROHIBITED,
        /** ICMP 3/1. */
        HOST_UNREACHABLE,
        /** Nothing. */
        NONE
    }

    /**
     * An interface.
     *
     * @param network its address and the length of its subnet's prefix
     * @param mac as it is read, 48 bits
     * @param mtu longest IPv4 packet in bytes
     */
    public record Interface(Role role, Network network, long mac, int mtu) {
        int address() {
            return network.address();
        }
    }

    /**
     * A route.
     *
     * @param via next hop, host byte order; 0 if the destination itself is
     */
    public record Route(Network to, int interfaceNumber, int via) {}

    /** The MAC address of a next hop. */
    public record Neighbor(int interfaceNumber, int address, long mac) {}

    /** A pool address, the ports that may be given out on it, from first to last, and its policy. */
    public record PoolAddress(int address, int firstPort, int lastPort, Mapping mapping, Filtering filtering) {}

    /**
     * A mapping that always exists.
     *
     * @param protocol TCP or UDP; 0 for a 1:1 mapping of the whole address, whose ends have port 0
     */
    public record StaticMapping(int protocol, End inside, End outside) {
        boolean isOneToOne() {
            return protocol == 0;
        }
    }

    /**
     * Settings without a number.
     *
     * @param mssClamp highest TCP MSS let through in bytes; 0 for off
     */
    public record Switches(
            boolean hairpin,
            boolean softPairing,
            boolean portOverload,
            boolean otherProtocols,
            boolean bridge,
            boolean rstRevive,
            Refusal refusal,
            int mssClamp) {}

    /** Times in milliseconds. */
    public record Timeouts(
            long udp,
            long tcpOpening,
            long tcpEstablished,
            long tcpClosing,
            long icmp,
            long other,
            long fragment,
            long portQuarantine) {}

    /** Bounds; {@link Integer#MAX_VALUE} for none. New sessions are per second. */
    public record Limits(
            int sessionsPerWorker,
            int sessionsPerHost,
            int newSessionsPerHost,
            int portsPerHost,
            int fragmentsPerWorker) {}
}
