package io.sallyport.dataplane.count;

/** Packets that a worker holds at one moment, by where: the {@code in flight} of the ledger. */
public enum Gauge {
    /** Waiting for room in a transmit queue. */
    HELD_FOR_TRANSMIT,
    /** Waiting for room on the ring to their owner. */
    HELD_FOR_HANDOFF,
    /** Waiting for an ARP answer. */
    HELD_FOR_NEIGHBOR,
    /** Fragments waiting for the first one of their datagram. */
    HELD_FOR_FRAGMENT,
    /** Waiting for their second pass: hairpins, fragments, own ICMP errors. */
    HELD_FOR_SECOND_PASS;

    /** All gauges, in order; shared, do not change it. */
    public static final Gauge[] ALL = values();
}
