package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.session.HintMap;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;

/**
 * The way of one leg to one other worker: packets staged in order, and the ring they go on to. When the ring lacks room, packets of
 * established flows go first, a quarter of the ring is theirs alone, and what opens flows is given up first (checklist C3.10, C9.3);
 * which is which the other worker's {@link HintMap} tells. The order within a flow is kept. Owner worker only.
 */
final class Lane {
    /** Stands for the rest of the key where the flow is not known yet: such a packet counts as established. */
    static final long UNKNOWN = -1;

    /** Staged packets, then as many places to pick those from that go now. */
    private final long staged;

    private final long picked;
    /** Keys of the staged packets: their addresses, and the rest of each. */
    private final long addresses;

    private final long rest;
    private final boolean[] established;
    private final Ring ring;
    private final int reserve;
    private final HintMap hints;
    private final Patience forRing;
    private final Patience forNew;
    private final Refused refused;
    private int count;

    /** Where packets end that are not waited for any longer. */
    @FunctionalInterface
    interface Refused {
        /** Ends one. */
        void drop(long mbuf, boolean established);
    }

    /**
     * Makes an empty lane.
     *
     * @param hints the other worker's
     * @param capacity packets that can be staged, two bursts or more
     * @param scratch memory of {@link #bytes} bytes
     */
    Lane(Ring ring, HintMap hints, int capacity, long scratch, long patienceNanos, Refused refused) {
        this.established = new boolean[capacity];
        this.ring = ring;
        this.reserve = ring.capacity() / 4;
        this.hints = hints;
        this.staged = scratch;
        this.picked = scratch + 8L * capacity;
        this.addresses = picked + 8L * capacity;
        this.rest = addresses + 8L * capacity;
        this.forRing = new Patience(patienceNanos);
        this.forNew = new Patience(patienceNanos);
        this.refused = refused;
    }

    /** Bytes of scratch memory. */
    static long bytes(int capacity) {
        return 4 * 8L * capacity;
    }

    /** Stages a packet with the key of its flow; one too many is refused at once, and so is a new flow's if the ring is given up. */
    void add(long mbuf, long flowAddresses, long flowRest) {
        if (count == established.length || (isGivenUp() && !isEstablished(mbuf, flowAddresses, flowRest))) {
            refused.drop(mbuf, isEstablished(mbuf, flowAddresses, flowRest));
            return;
        }
        Memory.putLong(staged + 8L * count, mbuf);
        Memory.putLong(addresses + 8L * count, flowAddresses);
        Memory.putLong(rest + 8L * count, flowRest);
        count++;
    }

    /** The part of a flow's key beside its addresses. */
    static long rest(int ports, int protocol) {
        return (long) protocol << 32 | (ports & 0xffff_ffffL);
    }

    /** An ICMP error of the gateway's own never does. */
    private boolean isEstablished(long mbuf, long flowAddresses, long flowRest) {
        if (flowRest == UNKNOWN) {
            return true;
        }
        boolean own = Tag.leg(Mbuf.tag(mbuf)) == Pass.LAST_LEG;
        return !own && hints.mayHave(flowAddresses, (int) flowRest, (int) (flowRest >>> 32));
    }

    /**
     * Puts on the ring what fits and gives up what has waited too long.
     *
     * @return how many packets the ring took
     */
    int flush(long nowNanos) {
        int free = ring.free();
        int took;
        if (count == 0) {
            forRing.tried(free > reserve, false, nowNanos);
            return 0;
        }
        if (count <= free - reserve) {
            took = ring.enqueue(staged, count);
            count = 0;
            forNew.tried(true, false, nowNanos);
        } else {
            took = squeeze(free, nowNanos);
        }
        forRing.tried(took > 0, count > 0, nowNanos);
        return took;
    }

    /** Whether the ring had taken nothing for too long at the last flush, and still does not. */
    private boolean isGivenUp() {
        return forRing.isOver() && ring.free() <= reserve;
    }

    /** Fills the room there is, established flows first. What stays is as it was, in order. */
    private int squeeze(int free, long nowNanos) {
        judge();
        boolean giveUp = forNew.isOver() || forRing.isOver();
        int took = 0;
        int kept = 0;
        boolean newTook = false;
        boolean newLeft = false;
        for (int k = 0; k < count; k++) {
            long mbuf = Memory.getLong(staged + 8L * k);
            if (took < (established[k] ? free : free - reserve)) {
                Memory.putLong(picked + 8L * took++, mbuf);
                newTook |= !established[k];
            } else if (established[k] || !giveUp) {
                keep(k, kept++, mbuf);
                newLeft |= !established[k];
            } else {
                refused.drop(mbuf, false);
                newLeft = true;
            }
        }
        count = kept;
        forNew.tried(newTook && !newLeft, newLeft, nowNanos);
        return ring.enqueue(picked, took);
    }

    /**
     * From the last to the first: were a flow's session made meanwhile, a later packet must not pass for established where an earlier
     * one does not, and overtake it.
     */
    private void judge() {
        for (int k = count - 1; k >= 0; k--) {
            established[k] = isEstablished(
                    Memory.getLong(staged + 8L * k), Memory.getLong(addresses + 8L * k), Memory.getLong(rest + 8L * k));
        }
    }

    private void keep(int from, int to, long mbuf) {
        Memory.putLong(staged + 8L * to, mbuf);
        Memory.putLong(addresses + 8L * to, Memory.getLong(addresses + 8L * from));
        Memory.putLong(rest + 8L * to, Memory.getLong(rest + 8L * from));
    }

    /** Whether there is anything to do at a {@link #flush}. */
    boolean isIdle() {
        return count == 0 && !forRing.isOver();
    }

    /** Packets that are staged. */
    int count() {
        return count;
    }

    /** Whether nothing new should be received before the ring takes more; for no longer than the patience. */
    boolean blocks() {
        return count > 0 && !forRing.isOver();
    }

    /** Whether a whole burst can be staged. A ring that is given up is no reason to wait. */
    boolean hasRoom() {
        return count <= established.length - Burst.MAX || (forRing.isOver() && ring.free() == 0);
    }
}
