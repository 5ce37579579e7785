package io.sallyport.verify.simulation;

import java.util.Locale;

/** How a simulated card spreads the packets it receives over the workers' queues. */
enum Rss {
    /** Each direction of a flow has a queue of its own choosing and keeps it. */
    PER_FLOW,
    /** Everything comes in on one queue. */
    ONE_QUEUE,
    /** Each packet comes in on any queue. */
    PER_PACKET,
    /** Each direction of a flow keeps a queue, which is never its owner's. */
    NEVER_OWNER,
    /** What comes from inside is on the first queue, what comes from outside on the last. */
    SPLIT;

    /** Name as it is printed. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Queue of a packet.
     *
     * @param flow what the choice for a flow follows from
     * @param owner worker that owns the flow
     * @param any any number, drawn for this packet
     */
    int queue(int flow, Side side, int owner, int workers, int any) {
        int own = Integer.remainderUnsigned((2 * flow + side.ordinal()) * 0x9e37_79b9, 0x7fff_ffff);
        return switch (this) {
            case PER_FLOW -> own % workers;
            case ONE_QUEUE -> workers / 2;
            case PER_PACKET -> any % workers;
            case NEVER_OWNER -> workers == 1 ? 0 : (owner + 1 + own % (workers - 1)) % workers;
            case SPLIT -> side == Side.FIRST ? 0 : workers - 1;
        };
    }
}
