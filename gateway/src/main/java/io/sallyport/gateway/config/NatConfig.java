package io.sallyport.gateway.config;

import java.util.List;
import java.util.OptionalInt;

/**
 * How packets are translated.
 *
 * @param mapping whether a mapping depends on the remote endpoint (checklist C0.3)
 * @param filtering whether only the remote endpoint of a session is let in (checklist C6.5); follows {@code mapping}
 * @param pools at least one (checklist C1.6)
 * @param staticMappings mappings that always exist
 * @param noNat destinations that are routed untranslated
 * @param hairpin what becomes of packets from inside to a pool address (checklist C2.3)
 * @param pairing whether a host may ever get a second pool address
 * @param portOverload whether a port is reused for another remote endpoint once none is free
 * @param otherProtocols what becomes of IPv4 protocols without ports
 * @param nonIpv4 what becomes of frames that are not IPv4 (checklist C2.6)
 * @param icmpRefusal what an inside host is told when it gets no session
 * @param tcpRstRevive whether data after a RST keeps the session (RFC 7857 section 2.2)
 * @param mssClamp highest TCP MSS let through, in bytes; empty is off
 * @param timeouts idle times after which sessions go
 * @param limits bounds on sessions and fragments
 */
public record NatConfig(
        Dependence mapping,
        Dependence filtering,
        List<PoolConfig> pools,
        List<StaticMapping> staticMappings,
        List<Ipv4Prefix> noNat,
        Hairpin hairpin,
        Pairing pairing,
        boolean portOverload,
        OtherProtocols otherProtocols,
        NonIpv4 nonIpv4,
        IcmpRefusal icmpRefusal,
        boolean tcpRstRevive,
        OptionalInt mssClamp,
        Timeouts timeouts,
        Limits limits) {
    public NatConfig {
        pools = List.copyOf(pools);
        staticMappings = List.copyOf(staticMappings);
        noNat = List.copyOf(noNat);
    }

    /** Whether the remote endpoint counts (RFC 4787 sections 4.1 and 5). */
    public enum Dependence {
        ENDPOINT_DEPENDENT,
        ENDPOINT_INDEPENDENT
    }

    /** What becomes of packets from inside to a pool address. */
    public enum Hairpin {
        TRANSLATE,
        DROP
    }

    /** What happens when a host's pool address has no port left for it. */
    public enum Pairing {
        /** Another pool address is used. */
        SOFT,
        /** The session is refused. */
        STRICT
    }

    /** What becomes of IPv4 protocols other than TCP, UDP and ICMP. */
    public enum OtherProtocols {
        TRANSLATE,
        DROP
    }

    /** What becomes of frames that are not IPv4. */
    public enum NonIpv4 {
        /** Bridged unchanged between inside and outside. */
        BYPASS,
        DROP
    }

    /** What an inside host is told when it gets no session (ICMP type 3). */
    public enum IcmpRefusal {
        /** Code 13. */
        ADMIN_PROHIBITED,
        /** Code 1. */
        HOST_UNREACHABLE,
        /** Nothing is sent. */
        NONE
    }
}
