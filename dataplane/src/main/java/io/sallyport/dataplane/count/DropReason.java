package io.sallyport.dataplane.count;

import java.util.Locale;

/**
 * Why a packet was dropped: exactly one reason per dropped packet (checklist C9.2, C9.5). The names are stable: scripts,
 * metrics and the API use them in lower case.
 */
public enum DropReason {
    HANDOFF_RING_FULL_NEW("ring to the owner stayed full, packet of no established flow"),
    HANDOFF_RING_FULL_ESTABLISHED("ring to the owner stayed full, packet of an established flow"),
    SLOW_PATH_RING_FULL("ring to the control thread was full"),
    NO_SESSION("no session for a packet that may not open one"),
    ED_FILTER("from outside, matched no session for its address and port at both ends"),
    NO_PORT("no NAT port was free in the flow's slot"),
    SESSION_TABLE_FULL("the worker's session table was full"),
    HOST_SESSION_LIMIT("the inside host had as many sessions as it may have"),
    HOST_PORT_LIMIT("the inside host had as many NAT ports as it may have"),
    HOST_RATE_LIMIT("the inside host opened as many sessions in this second as it may"),
    MALFORMED_ETHERNET("frame too short for its headers or in several segments"),
    VLAN_TAGGED("a frame with a VLAN tag, which would carry its packet past NAT"),
    MALFORMED_IPV4("IPv4 version, header length or total length is wrong"),
    MALFORMED_TCP("TCP header is cut short or its length is wrong"),
    MALFORMED_UDP("UDP header is cut short or its length is wrong"),
    MALFORMED_ICMP("ICMP message is cut short or quotes a malformed packet"),
    BAD_IP_CHECKSUM("IPv4 header checksum is wrong"),
    BAD_ICMP_CHECKSUM("checksum of an ICMP error or of its embedded IPv4 header is wrong"),
    TTL_EXPIRED("time to live ended here; the sender is told"),
    NO_ROUTE("no route to the destination"),
    NEIGHBOR_UNRESOLVED("the next hop did not answer ARP in time"),
    NEIGHBOR_QUEUE_FULL("too many packets were waiting for an ARP answer"),
    TX_QUEUE_FULL("the transmit queue stayed full"),
    FRAGMENT_REFUSED("a fragment that overlaps another, is cut in its headers, or is to the gateway itself"),
    FRAGMENT_TIMEOUT("the first fragment did not come in time"),
    FRAGMENT_TABLE_FULL("too many datagrams in fragments at once, in all or of one source"),
    UNSUPPORTED_PROTOCOL("an IP protocol that is not translated"),
    HAIRPIN_DISABLED("from inside to a pool address while hairpin is drop"),
    NO_NAT_ROLE("the packet's way does not lead from inside to outside or back"),
    SPOOFED_SOURCE("source address cannot be where the packet came from"),
    MTU_EXCEEDED("longer than the next link takes and may not be cut"),
    NO_MBUF("no packet buffer was left for a packet of our own"),
    NON_IPV4("not IPv4, and non-ipv4 is drop"),
    NOT_FOR_US("to an address of the gateway that has no such service"),
    DESTINATION_NOT_UNICAST("to a multicast or broadcast address, or to another host's MAC address");

    /** All reasons, in order; shared, do not change it. */
    public static final DropReason[] ALL = values();

    private final String label = name().toLowerCase(Locale.ROOT);
    private final String help;

    DropReason(String help) {
        this.help = help;
    }

    /** Stable name, lower case with underscores. */
    public String label() {
        return label;
    }

    /** One line for a person. */
    public String help() {
        return help;
    }
}
