package io.sallyport.gateway.config;

import java.util.List;
import java.util.OptionalInt;

/**
 * How packets are translated.
 *
 * @param mapping of pools that say nothing else (checklist C0.3)
 * @param filtering of pools that say nothing else (checklist C6.5)
 * @param pools at least one (checklist C1.6)
 * @param staticMappings mappings that always exist
 * @param noNat destinations that are routed untranslated
 * @param hairpin what becomes of packets from inside to a pool address (checklist C2.3)
 * @param pairing whether a host may ever get a second pool address
 * @param portOverload whether a port is reused for another remote endpoint once none is free; of no effect in pools with
 *     endpoint-independent mapping
 * @param otherProtocols what becomes of IPv4 protocols other than TCP, UDP and ICMP
 * @param nonIpv4 what becomes of frames that are not IPv4 (checklist C2.6)
 * @param icmpRefusal what an inside host is told when it gets no session
 * @param tcpRstRevive whether data after a RST keeps the session (RFC 7857 section 2.2)
 * @param mssClamp highest TCP MSS let through, in bytes; empty is off
 * @param timeouts idle times after which sessions go
 * @param limits bounds on sessions and fragments
 */
public record NatConfig(
        Mapping mapping,
        Filtering filtering,
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

    /**
     * Whether an address is one of a pool.
     *
     * @param address in host order
     */
    boolean pooled(int address) {
        return pools.stream().flatMap(pool -> pool.addresses().stream()).anyMatch(range -> range.contains(address));
    }

    /** Whether an inside tuple has one NAT tuple for each remote endpoint, or one for all (RFC 4787 section 4.1). */
    public enum Mapping {
        ENDPOINT_DEPENDENT,
        ENDPOINT_INDEPENDENT
    }

    /** Whom a mapping lets in (RFC 4787 section 5); all but the first need endpoint-independent mapping. */
    public enum Filtering {
        /** Remote endpoints that the inside tuple has a session with. */
        ENDPOINT_DEPENDENT,
        /** Any port of their addresses. */
        ADDRESS_DEPENDENT,
        /** Anybody. */
        ENDPOINT_INDEPENDENT;

        /** What a mapping lets in unless told otherwise: as many as it is for. */
        static Filtering following(Mapping mapping) {
            return mapping == Mapping.ENDPOINT_DEPENDENT ? ENDPOINT_DEPENDENT : ENDPOINT_INDEPENDENT;
        }
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
