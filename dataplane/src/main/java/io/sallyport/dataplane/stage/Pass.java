package io.sallyport.dataplane.stage;

/**
 * What a packet has behind it, as bits of an int; goes with the packet from worker to worker as the buffer's tag. 0 is a
 * packet fresh from a device.
 */
final class Pass {
    /** To be treated as if from outside: the second half of a hairpin, or an own error about a packet sent outside. */
    static final int INBOUND = 1;
    /** To be treated as if from inside: an own error about a packet sent inside. */
    static final int OUTBOUND = 2;
    /** A fragment whose ports are known; they go with it as the buffer's note. */
    static final int RESOLVED = 4;
    /** Judged by the worker that received it: sections 1 to 3 of docs/translation.md are behind it. */
    static final int ADMITTED = 8;
    /** Finished; only to be routed and sent. */
    static final int FINISHED = 16;
    /** Opens a flow, as far as one can tell without a table. */
    static final int OPENING = 32;

    private Pass() {}

    static boolean has(int pass, int bit) {
        return (pass & bit) != 0;
    }

    /** Whether the packet goes from inside to outside. */
    static boolean isOutbound(int pass, boolean fromInside) {
        return has(pass, OUTBOUND) || (fromInside && !has(pass, INBOUND));
    }
}
