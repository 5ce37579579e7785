package io.sallyport.gateway.plane;

import io.sallyport.dpdk.MbufPool;
import io.sallyport.gateway.numa.Placement;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/** The pools of packet buffers: one on each NUMA node that a device is near to. Control thread only; the pools themselves allow more. */
final class BufferPools implements AutoCloseable {
    private static final int CACHE = 256;

    private final Placement placement;
    private final Map<Integer, MbufPool> byNode = new TreeMap<>();

    private BufferPools(Placement placement) {
        this.placement = placement;
    }

    /**
     * Makes them.
     *
     * @param socket DPDK's number of a node
     * @throws io.sallyport.dpdk.DpdkException if a node has too little memory
     */
    static BufferPools make(Placement placement, MemoryPlan plan, IntUnaryOperator socket) {
        BufferPools pools = new BufferPools(placement);
        try {
            for (int node : placement.pools()) {
                String name = pools.byNode.isEmpty() ? "packets" : "packets_" + node;
                pools.byNode.put(
                        node, MbufPool.create(name, plan.mbufs(), CACHE, plan.dataRoom(), socket.applyAsInt(node)));
            }
            return pools;
        } catch (RuntimeException failure) {
            pools.close();
            throw failure;
        }
    }

    /** The pool that the device of an interface fills buffers of. */
    MbufPool ofInterface(int number) {
        return near(placement.buffers(number));
    }

    /** The pool on a node, or any if there is none. */
    MbufPool near(int node) {
        MbufPool own = byNode.get(node);
        return own != null ? own : byNode.values().iterator().next();
    }

    @Override
    public void close() {
        byNode.values().forEach(MbufPool::close);
        byNode.clear();
    }
}
