package io.sallyport.dataplane.stage;

import io.sallyport.dpdk.memory.Memory;

/**
 * Packets that wait for room at one receiver, a ring or a transmit queue, in order: what does not fit stays, and is waited
 * for as long as the receiver takes something within the patience. Owner worker only.
 */
final class Outbox {
    /** Packets that can wait: a burst of packets of 9,000 bytes cut for an MTU of 1,500, twice. */
    static final int CAPACITY = 16 * Burst.MAX;
    /** Bytes of scratch memory. */
    static final long BYTES = 8L * CAPACITY;

    private final long pointers;
    private final long patienceNanos;
    private int count;
    private boolean waiting;
    private long waitingSince;

    /** Makes an empty one over {@link #BYTES} bytes of memory. */
    Outbox(long scratch, long patienceNanos) {
        this.pointers = scratch;
        this.patienceNanos = patienceNanos;
    }

    /** Adds a packet; false if there is no room. */
    boolean add(long mbuf) {
        if (count == CAPACITY) {
            return false;
        }
        Memory.putLong(pointers + 8L * count++, mbuf);
        return true;
    }

    /** Whether a number of packets could be added. */
    boolean hasRoomFor(int packets) {
        return count <= CAPACITY - packets;
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
     * Takes out the first {@code taken} packets, which the receiver has accepted.
     *
     * @return false if the rest has waited too long and is to be dropped
     */
    boolean accepted(int taken, long nowNanos) {
        if (taken > 0) {
            count -= taken;
            Memory.copy(pointers + 8L * taken, pointers, 8L * count);
        }
        if (count == 0) {
            waiting = false;
            return true;
        }
        if (taken > 0 || !waiting) {
            waiting = true;
            waitingSince = nowNanos;
        }
        return nowNanos - waitingSince <= patienceNanos;
    }

    /** Forgets all packets; the caller has dropped them. */
    void clear() {
        count = 0;
        waiting = false;
    }
}
