package io.sallyport.verify.model;

import java.util.Locale;

/** Why a packet is dropped, by the names of docs/translation.md. */
public enum Reason {
    /** 1.1. */
    MALFORMED_ETHERNET,
    /** 1.2. */
    VLAN_TAGGED,
    /** 1.2. */
    NON_IPV4,
    /** 1.3 and 3.3. */
    DESTINATION_NOT_UNICAST,
    /** 2.1. */
    MALFORMED_IPV4,
    /** 2.2. */
    BAD_IP_CHECKSUM,
    /** 3.1, and sources that are routed elsewhere. */
    SPOOFED_SOURCE,
    /** 3.2. */
    NOT_FOR_US,
    /** Ways that do not lead from one side to the other. */
    NO_NAT_ROLE,
    /** 3.7. */
    HAIRPIN_DISABLED,
    /** 3.8. */
    TTL_EXPIRED,
    /** 4.1. */
    MALFORMED_TCP,
    /** 4.2. */
    MALFORMED_UDP,
    /** 4.3 and section 6. */
    MALFORMED_ICMP,
    /** 4.3 and 4.4. */
    UNSUPPORTED_PROTOCOL,
    /** From outside, uninvited. */
    ED_FILTER,
    /** Opens no session. */
    NO_SESSION,
    /** No route. */
    NO_ROUTE,
    /** The host's sessions. */
    HOST_SESSION_LIMIT,
    /** The host's new sessions in this second. */
    HOST_RATE_LIMIT,
    /** The host's ports. */
    HOST_PORT_LIMIT,
    /** The worker's sessions. */
    SESSION_TABLE_FULL,
    /** No port to give. */
    NO_PORT,
    /** 6.2. */
    BAD_ICMP_CHECKSUM,
    /** Section 7. */
    FRAGMENT_REFUSED,
    /** 7.2 and 7.4. */
    FRAGMENT_TABLE_FULL,
    /** 7.5. */
    FRAGMENT_TIMEOUT,
    /** 9.2. */
    MTU_EXCEEDED,
    /** 9.2. */
    NO_MBUF,
    /** 9.3. */
    NEIGHBOR_UNRESOLVED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name as counters have it. */
    public String label() {
        return label;
    }
}
