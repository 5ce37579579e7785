package io.sallyport.dataplane.device;

import io.sallyport.dpdk.MbufPool;
import io.sallyport.dpdk.memory.Memory;

/** A pool of DPDK, as one worker uses it. Each worker has its own object, since it holds scratch memory. */
public final class DpdkPool implements PacketPool {
    private final MbufPool pool;
    private final long pointer;

    /**
     * Wraps a pool for one thread.
     *
     * @param scratch 8 bytes of memory
     */
    public DpdkPool(MbufPool pool, long scratch) {
        this.pool = pool;
        this.pointer = scratch;
    }

    @Override
    public long allocate() {
        return pool.allocate(pointer, 1) == 1 ? Memory.getLong(pointer) : 0;
    }

    @Override
    public void free(long pointers, int count) {
        MbufPool.free(pointers, count);
    }
}
