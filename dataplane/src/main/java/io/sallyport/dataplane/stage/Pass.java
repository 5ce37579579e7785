package io.sallyport.dataplane.stage;

/**
 * What a packet has behind it, as bits of an int; goes with the packet from worker to worker ({@link Tag}). 0 is a
 * packet fresh from a device.
 *
 * <p>The bits from {@link #LEG_SHIFT} on count its second passes: the <em>leg</em> of its way that it is on, see {@link Handoff}.
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

    /** From inside to a NAT address: what leaves NAT comes back in. Says nothing of a packet that is {@link #OUTBOUND}. */
    static final int HAIRPIN = 32;

    /** Classified by the worker that handed it off: of a flow, in the direction that follows from the other bits, and its slot and ports are known. */
    static final int KNOWN = 64;

    /** The leg of ICMP errors of the gateway's own, which have no other. */
    static final int LAST_LEG = Handoff.LEGS - 1;

    private static final int LEG_SHIFT = 8;
    /** A packet on its last leg. */
    static final int ON_LAST_LEG = LAST_LEG << LEG_SHIFT;

    private Pass() {}

    static boolean has(int pass, int bit) {
        return (pass & bit) != 0;
    }

    /** Whether the packet goes from inside to outside. */
    static boolean isOutbound(int pass, boolean fromInside) {
        return has(pass, OUTBOUND) || (fromInside && !has(pass, INBOUND));
    }

    /** The leg that a packet is on, 0 to {@link #LAST_LEG}. */
    static int leg(int pass) {
        return pass >>> LEG_SHIFT;
    }

    /** The leg of {@code pass} alone, without the other bits. */
    static int onLegOf(int pass) {
        return pass & -1 << LEG_SHIFT;
    }

    /** The same on the next leg; the last one has none. */
    static int onNextLeg(int pass) {
        return leg(pass) == LAST_LEG ? pass : pass + (1 << LEG_SHIFT);
    }
}
