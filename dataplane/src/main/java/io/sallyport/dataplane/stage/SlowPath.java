package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.snapshot.NeighborRequest;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;

/**
 * The worker's two rings to and from the control thread: up go ARP packets and requests to resolve a neighbor, down come
 * packets to send. A ring element is the address of a packet buffer, which is even, or a {@link NeighborRequest}, which is odd.
 */
public final class SlowPath {
    /** Bytes of scratch memory. */
    public static final long BYTES = 8L * Burst.MAX;

    private final Ring up;
    private final Ring down;
    private final long pointers;
    private final Fates fates;
    private final Transmit transmit;
    private final WorkerCounters counters;

    /**
     * Makes the worker's end.
     *
     * @param up ring to the control thread
     * @param down ring from the control thread
     * @param scratch memory of {@link #BYTES} bytes
     */
    public SlowPath(Ring up, Ring down, long scratch, Fates fates, Transmit transmit, WorkerCounters counters) {
        this.up = up;
        this.down = down;
        this.pointers = scratch;
        this.fates = fates;
        this.transmit = transmit;
        this.counters = counters;
    }

    /** Passes a packet to the control thread, which frees its buffer: here it is consumed. */
    void pass(long mbuf, int fromInterface) {
        Mbuf.setDevice(mbuf, fromInterface);
        Memory.putLong(pointers, mbuf);
        if (up.enqueue(pointers, 1) == 1) {
            counters.add(Counter.CONSUMED_PACKETS, 1);
        } else {
            fates.drop(mbuf, DropReason.SLOW_PATH_RING_FULL);
        }
    }

    /** Asks the control thread for a neighbor. If the ring is full the question is asked again later. */
    void askForNeighbor(long key) {
        Memory.putLong(pointers, NeighborRequest.of(key));
        up.enqueue(pointers, 1);
    }

    /**
     * Stages the packets that the control thread wants sent, by the interface in their device field.
     *
     * @return how many
     */
    public int run() {
        int n = down.dequeue(pointers, Burst.MAX);
        for (int k = 0; k < n; k++) {
            long mbuf = Memory.getLong(pointers + 8L * k);
            transmit.add(Mbuf.device(mbuf), mbuf);
        }
        if (n > 0) {
            counters.add(Counter.GENERATED_PACKETS, n);
        }
        return n;
    }
}
