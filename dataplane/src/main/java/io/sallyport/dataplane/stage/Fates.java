package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dpdk.memory.Memory;

/**
 * The only way out for a packet that is not transmitted or handed on: it is dropped for one reason or consumed, counted
 * once, and its buffer given back in bulk. Owner worker only.
 */
public final class Fates {
    /** Buffers collected before they are given back. */
    static final int BATCH = 256;
    /** Bytes of scratch memory that {@link #Fates} needs. */
    public static final long BYTES = 8L * BATCH;

    private final PacketPool pool;
    private final WorkerCounters counters;
    private final long pending;
    private int count;

    /**
     * Makes the way out.
     *
     * @param scratch zeroed memory of {@link #BYTES} bytes
     */
    public Fates(PacketPool pool, WorkerCounters counters, long scratch) {
        this.pool = pool;
        this.counters = counters;
        this.pending = scratch;
    }

    /** Drops a packet for a reason (checklist C9.2, C9.5). */
    public void drop(long mbuf, DropReason reason) {
        counters.drop(reason, 1);
        release(mbuf);
    }

    /** Ends a packet that was for the gateway itself. */
    public void consume(long mbuf) {
        counters.add(Counter.CONSUMED_PACKETS, 1);
        release(mbuf);
    }

    /** Gives a buffer back that no longer carries a packet anybody counts. */
    void release(long mbuf) {
        if (count == BATCH) {
            flush();
        }
        Memory.putLong(pending + 8L * count++, mbuf);
    }

    /** Gives the collected buffers back; once per turn. */
    public void flush() {
        if (count > 0) {
            pool.free(pending, count);
            count = 0;
        }
    }
}
