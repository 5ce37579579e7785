package io.sallyport.dataplane.stage;

/**
 * What goes with a packet from worker to worker, as the buffer's tag. The worker that receives it holds the buffer alone by then.
 *
 * <pre>
 *  0 what it has behind it, see {@link Pass}    16 slot of the flow    22 version of the snapshot, the lowest ten bits
 * </pre>
 *
 * The owner need not classify a packet of a flow again ({@link Pass#KNOWN}), unless it reads another snapshot than the sender did: then
 * its own decides who the owner is.
 */
final class Tag {
    private static final int PASS_BITS = 0xffff;
    private static final int SLOT_SHIFT = 16;
    private static final int SLOT_BITS = 63;
    private static final int VERSION_SHIFT = 22;

    private Tag() {}

    /** The tag of a packet that has been classified under a snapshot of a version. */
    static int of(long packet, long version) {
        int way = Packet.way(packet);
        int known = way == Way.OUT || way == Way.IN ? Pass.KNOWN : 0;
        int pass = Packet.pass(packet) | Pass.ADMITTED | known;
        return pass | Packet.slot(packet) << SLOT_SHIFT | (int) version << VERSION_SHIFT;
    }

    /** What the packet has behind it, for a worker that reads a snapshot of a version. */
    static int pass(int tag, long version) {
        boolean same = tag >>> VERSION_SHIFT == (int) version << VERSION_SHIFT >>> VERSION_SHIFT;
        return tag & (same ? PASS_BITS : PASS_BITS & ~Pass.KNOWN);
    }

    /** The slot of its flow; of no use unless it is {@link Pass#KNOWN}. */
    static int slot(int tag) {
        return tag >>> SLOT_SHIFT & SLOT_BITS;
    }

    /** The leg that it is on. */
    static int leg(int tag) {
        return Pass.leg(tag & PASS_BITS);
    }
}
