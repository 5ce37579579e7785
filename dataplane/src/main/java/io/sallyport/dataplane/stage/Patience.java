package io.sallyport.dataplane.stage;

/**
 * How long a receiver, a ring or a transmit queue, is waited for: since it last took something while more was waiting. Once that is too
 * long it stays so until the receiver takes something again, so nobody waits for a dead one twice. Owner worker only.
 */
final class Patience {
    private final long nanos;
    private boolean waiting;
    private long since;
    private boolean over;
    private boolean twiceOver;

    /** Makes one of a length in nanoseconds. */
    Patience(long nanos) {
        this.nanos = nanos;
    }

    /**
     * Tells what the receiver did.
     *
     * @param took whether it took anything
     * @param more whether something still waits for it
     */
    void tried(boolean took, boolean more, long nowNanos) {
        if (!waiting || took) {
            waiting = more;
            since = nowNanos;
        }
        long waited = waiting ? nowNanos - since : 0;
        over = waited > nanos;
        twiceOver = waited > 2 * nanos;
    }

    /** Whether it is over. */
    boolean isOver() {
        return over;
    }

    /** Whether it has been over for as long again. */
    boolean isTwiceOver() {
        return twiceOver;
    }
}
