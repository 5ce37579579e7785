package io.sallyport.dataplane.stage;

import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;

/** Packets that wait for room in one transmit queue, in order: what does not fit stays. Owner worker only. */
final class Outbox {
    /** Packets that one burst can become: each one cut for an MTU of an eighth of its length. */
    private static final int CUT_BURST = 8 * Burst.MAX;
    /** Packets that can come beside a burst in one turn: of the control thread, and those whose neighbor has become known. */
    private static final int BESIDE_BURSTS = Burst.MAX + NeighborQueue.CAPACITY;
    /** Packets that can wait: two bursts, and what comes beside them. */
    static final int CAPACITY = 2 * CUT_BURST + BESIDE_BURSTS;
    /** Bytes of scratch memory. */
    static final long BYTES = 8L * CAPACITY;

    private final long pointers;
    private final Patience patience;
    private int count;
    private long bytes;

    /** Makes an empty one over {@link #BYTES} bytes of memory. */
    Outbox(long scratch, long patienceNanos) {
        this.pointers = scratch;
        this.patience = new Patience(patienceNanos);
    }

    /** Adds a packet; false if there is no room. */
    boolean add(long mbuf) {
        if (count == CAPACITY) {
            return false;
        }
        keep(count++, mbuf);
        bytes += Mbuf.packetLength(mbuf);
        return true;
    }

    /** Packets that wait. */
    int count() {
        return count;
    }

    /** Address of their pointers. */
    long pointers() {
        return pointers;
    }

    /** One of them. */
    long mbuf(int k) {
        return Memory.getLong(pointers + 8L * k);
    }

    /**
     * Takes out the first {@code taken} packets, which the queue has accepted and which are the device's now.
     *
     * @return bytes of those packets
     */
    long took(int taken, long nowNanos) {
        long before = bytes;
        count -= taken;
        if (taken > 0 && count > 0) {
            Memory.copy(pointers + 8L * taken, pointers, 8L * count);
        }
        bytes = bytesThatWait();
        patience.tried(taken > 0, count > 0, nowNanos);
        return before - bytes;
    }

    private long bytesThatWait() {
        long waiting = 0;
        for (int k = 0; k < count; k++) {
            waiting += Mbuf.packetLength(mbuf(k));
        }
        return waiting;
    }

    /** Puts a packet that stays in its place. */
    void keep(int k, long mbuf) {
        Memory.putLong(pointers + 8L * k, mbuf);
    }

    /** Keeps the first {@code kept} packets alone; the caller has dropped the others. */
    void cut(int kept) {
        count = kept;
        bytes = bytesThatWait();
    }

    /** Whether nothing new should be received before the queue takes more; for no longer than the patience. */
    boolean blocks() {
        return count > 0 && !patience.isOver();
    }

    /** Whether the queue has taken nothing for so long that what opens flows is to be dropped. */
    boolean isGivenUp() {
        return patience.isOver();
    }

    /** Whether the queue has taken nothing for so long that all is to be dropped. */
    boolean isLost() {
        return patience.isTwiceOver();
    }

    /** Whether a burst can be added. A queue that is given up is no reason to wait. */
    boolean hasRoom() {
        return count <= CUT_BURST || patience.isOver();
    }
}
