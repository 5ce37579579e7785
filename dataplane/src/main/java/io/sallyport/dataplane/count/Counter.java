package io.sallyport.dataplane.count;

import java.util.Locale;

/**
 * What each worker counts beside drops. The names are stable: scripts, metrics and the API use them in lower case. All
 * are running totals since start except {@link #SESSIONS_ACTIVE}.
 */
public enum Counter {
    RX_PACKETS("packets received from devices"),
    RX_BYTES("bytes received from devices, Ethernet header included"),
    TX_PACKETS("packets accepted by devices"),
    TX_BYTES("bytes accepted by devices, Ethernet header included"),
    SNAT_PACKETS("packets translated from inside to outside"),
    DNAT_PACKETS("packets translated from outside to inside"),
    SESSIONS_CREATED("sessions created"),
    SESSIONS_RESTORED("sessions taken over from the process before this one"),
    SESSIONS_ACTIVE("sessions that exist now"),
    SESSIONS_DELETED("sessions deleted, whatever the cause"),
    SESSIONS_TIMED_OUT("sessions deleted because they were idle too long"),
    SESSION_MISS("lookups that found no session"),
    ED_DROP("packets from outside that no session's filter let in"),
    PORT_ALLOCATION_FAILURE("sessions refused because no NAT port was free"),
    HANDOFF_ENQUEUE("packets put on a ring to their owner"),
    HANDOFF_DEQUEUE("packets taken from rings of other workers"),
    HANDOFF_DROP("packets dropped because the ring to their owner stayed full"),
    XWORKER_HIT("handed-off packets that found their session here"),
    XWORKER_MISS("handed-off packets that found no session here"),
    HAIRPIN_PACKETS("packets from inside to a pool address that were translated"),
    ICMP_ERRORS_TRANSLATED("ICMP errors about a session that were translated"),
    BYPASS_PACKETS("packets forwarded or bridged untranslated because the configuration says so"),
    CONSUMED_PACKETS("packets that ended here: ARP and pings to the gateway's own addresses"),
    GENERATED_PACKETS("packets of the gateway's own: ARP, echo replies, ICMP errors"),
    TURNS("turns taken"),
    BUSY_TURNS("turns that found work");

    /** All counters, in order; shared, do not change it. */
    public static final Counter[] ALL = values();

    private final String label = name().toLowerCase(Locale.ROOT);
    private final String help;

    Counter(String help) {
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
