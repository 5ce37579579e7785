package io.sallyport.dpdk;

import io.sallyport.dpdk.memory.NumaNode;
import io.sallyport.dpdk.memory.Regions;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pool of packet buffers ({@code rte_pktmbuf_pool}). {@link #allocate} and {@link #free} are for the packet path:
 * they neither lock nor allocate on the heap, any thread may call them, and one that is registered with
 * {@link NativeThread#register} does so through a cache of its own. The rest is for the control side.
 */
public final class MbufPool implements AutoCloseable {
    private static final MethodHandle ALLOCATE = Native.tried(
            Native.critical("sallyport_alloc", Native.returnsInt(Native.LONG, Native.LONG, Native.INT)), 0L, 0L, 0);
    private static final MethodHandle FREE =
            Native.critical("rte_pktmbuf_free_bulk", FunctionDescriptor.ofVoid(Native.LONG, Native.INT));
    private static final Call CREATE = Call.returningLong(
            "rte_pktmbuf_pool_create", Native.LONG, Native.INT, Native.INT, Native.INT, Native.INT, Native.INT);
    private static final Call AVAILABLE = Call.returningInt("rte_mempool_avail_count", Native.LONG);
    private static final Call IN_USE = Call.returningInt("rte_mempool_in_use_count", Native.LONG);
    private static final Call DESTROY = Call.returningNothing("rte_mempool_free", Native.LONG);

    private final long address;
    private final int size;
    private final int dataRoom;
    /** Bytes of each piece of memory that holds buffers, by address. */
    private final Map<Long, Long> chunks;

    private boolean closed;

    private MbufPool(long address, int size, int dataRoom) {
        this.address = address;
        this.size = size;
        this.dataRoom = dataRoom;
        this.chunks = registerMemory(address);
    }

    /**
     * Creates a pool.
     *
     * @param name unique among DPDK's pools, at most 25 characters
     * @param mbufs how many; one less than a power of two uses memory best
     * @param cacheSize buffers that each registered thread keeps for itself, 0 to 512 and at most two thirds of
     *     {@code mbufs}
     * @param dataRoom bytes of each buffer, {@link Mbuf#HEADROOM} included: 128 to 65535
     * @param socket NUMA socket, or -1 for any
     * @throws DpdkException if DPDK refuses, mostly for want of memory
     */
    public static MbufPool create(String name, int mbufs, int cacheSize, int dataRoom, int socket) {
        if (dataRoom < Mbuf.HEADROOM || dataRoom > 0xffff) {
            throw new DpdkException("mbuf pool %s: a data room of %d bytes is not within %d to 65535"
                    .formatted(name, dataRoom, Mbuf.HEADROOM));
        }
        try (Arena arena = Arena.ofConfined()) {
            long address = CREATE.pointerOrFail(
                    "%s, %d mbufs of %d bytes, cache %d, socket %d".formatted(name, mbufs, dataRoom, cacheSize, socket),
                    "use a free name, a cache of at most 512 and two thirds of the mbufs, or give DPDK more memory"
                            + " (-m, --socket-mem or hugepages, which each NUMA node has its own of)",
                    arena.allocateFrom(name).address(),
                    mbufs,
                    cacheSize,
                    0,
                    dataRoom,
                    socket);
            return new MbufPool(address, mbufs, dataRoom);
        }
    }

    /** Address of the {@code struct rte_mempool}. */
    public long address() {
        return address;
    }

    /** Buffers that the pool was made with. */
    public int size() {
        return size;
    }

    /** Bytes of each buffer, {@link Mbuf#HEADROOM} included. */
    public int dataRoom() {
        return dataRoom;
    }

    /**
     * Takes {@code count} empty buffers of one segment and one reference, or none.
     *
     * @param pointers address of room for {@code count} pointers
     * @param count how many, 0 or more
     * @return {@code count}, or 0 if the pool holds fewer
     */
    public int allocate(long pointers, int count) {
        try {
            return (int) ALLOCATE.invokeExact(address, pointers, count);
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }

    /**
     * Gives buffers back to the pools they came from, with all their segments.
     *
     * @param pointers address of an array of mbuf pointers
     * @param count how many, 0 or more
     */
    public static void free(long pointers, int count) {
        try {
            FREE.invokeExact(pointers, count);
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }

    /** Buffers in the pool and in its caches; exact only while nobody takes or returns any. */
    public int available() {
        return AVAILABLE.integer(address);
    }

    /** Buffers that are not in the pool; exact only while nobody takes or returns any. */
    public int inUse() {
        return IN_USE.integer(address);
    }

    /** Frees the pool. All devices that receive into it must be closed and all its buffers forgotten. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            chunks.keySet().forEach(Regions::remove);
            DESTROY.run(address);
        }
    }

    /** Where its buffers are: pieces of at most 2 MiB by NUMA node. */
    public Map<Integer, Long> pieces() {
        Map<Integer, Long> all = new TreeMap<>();
        chunks.forEach((start, bytes) ->
                NumaNode.pieces(start, bytes).forEach((node, count) -> all.merge(node, count, Long::sum)));
        return all;
    }

    /** Registers the pieces of memory that hold the buffers. */
    private static Map<Long, Long> registerMemory(long pool) {
        Map<Long, Long> chunks = new TreeMap<>();
        long next = Shim.constant("rte_mempool_memhdr.next.stqe_next");
        long chunk = Native.unbounded(pool).get(Native.LONG, Shim.constant("rte_mempool.mem_list.stqh_first"));
        while (chunk != 0) {
            MemorySegment header = Native.unbounded(chunk);
            long start = header.get(Native.LONG, Shim.constant("rte_mempool_memhdr.addr"));
            long bytes = header.get(Native.LONG, Shim.constant("rte_mempool_memhdr.len"));
            Regions.add(start, bytes);
            chunks.put(start, bytes);
            chunk = header.get(Native.LONG, next);
        }
        return chunks;
    }
}
