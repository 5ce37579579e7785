package io.sallyport.verify.simulation;

/**
 * One event of a story. It means something whatever came before it, so that a story can be told with any of its steps left out.
 *
 * @param kind what happens
 * @param one see {@link Kind}
 * @param two see {@link Kind}
 * @param three see {@link Kind}
 * @param amount see {@link Kind}
 */
record Step(Kind kind, int one, int two, int three, long amount) {
    /** What happens. */
    enum Kind {
        /** A packet comes in: flow, side, queue; amount: what the packet's own choices follow from. */
        PACKET,
        /** A fragment comes in: flow, side, queue; amount: number of the datagram, times four, and which of its pieces. */
        PIECE,
        /** An ICMP error about a packet of a flow comes in: flow, side that sends it, queue. */
        ERROR,
        /** A stranger sends to a flow's NAT tuple: flow, number of the stranger, queue. */
        STRANGER,
        /** A worker takes a turn: its number. */
        TURN,
        /** The wire takes packets off a transmit queue: interface, queue; amount: at most how many. */
        DRAIN,
        /** The wires take packets off all transmit queues; amount: at most how many of each. */
        WIRES,
        /** The control thread takes what workers have sent it. */
        CONTROL,
        /** Time passes: amount in nanoseconds. */
        PASS,
        /** Another snapshot is published: bits of {@link Network}. */
        SNAPSHOT,
        /** All workers and wires go on until nothing moves any more; everything is checked. */
        REST,
        /** The process ends as it is and starts again with another number of workers. */
        RESTART
    }

    static Step of(Kind kind, int one, int two, int three, long amount) {
        return new Step(kind, one, two, three, amount);
    }

    static Step of(Kind kind, int one) {
        return new Step(kind, one, 0, 0, 0);
    }
}
