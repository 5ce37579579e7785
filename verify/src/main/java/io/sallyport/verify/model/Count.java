package io.sallyport.verify.model;

import java.util.Locale;

/** What is counted beside drops, by the gateway's names. */
public enum Count {
    /** Packets that left. */
    TX_PACKETS,
    /** Packets that ended here. */
    CONSUMED_PACKETS,
    /** Packets of the gateway's own, and all fragments but one of a packet that was cut. */
    GENERATED_PACKETS,
    /** Packets forwarded or bridged untranslated. */
    BYPASS_PACKETS,
    /** Sessions created. */
    SESSIONS_CREATED,
    /** Packets from outside that no filter let in. */
    ED_DROP,
    /** Sessions refused for want of a port. */
    PORT_ALLOCATION_FAILURE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name as counters have it. */
    public String label() {
        return label;
    }
}
