package io.sallyport.dpdk;

import io.sallyport.dpdk.memory.Regions;
import java.lang.foreign.Arena;

/** Creates and frees {@link Ring}s in DPDK's memory. For the control side, any thread. */
public final class Rings {
    private static final Call CREATE =
            Call.returningLong("rte_ring_create", Native.LONG, Native.INT, Native.INT, Native.INT);
    private static final Call MEMORY = Call.returningLong("rte_ring_get_memsize", Native.INT);
    private static final Call FREE = Call.returningNothing("rte_ring_free", Native.LONG);

    private Rings() {}

    /**
     * Creates a ring for one producer and one consumer.
     *
     * @param name unique among DPDK's rings, at most 26 characters
     * @param size a power of two; the ring holds one element fewer
     * @param socket NUMA socket of the memory, or -1 for any
     * @throws DpdkException if the name is taken, the size is no power of two or memory is short
     */
    public static Ring create(String name, int size, int socket) {
        int flags = (int) (Shim.constant("RING_F_SP_ENQ") | Shim.constant("RING_F_SC_DEQ"));
        try (Arena arena = Arena.ofConfined()) {
            long address = CREATE.pointerOrFail(
                    name + ", " + size + " elements, socket " + socket,
                    "use a free name of at most 26 characters and a size that is a power of two, or give DPDK more"
                            + " memory",
                    arena.allocateFrom(name).address(),
                    size,
                    socket,
                    flags);
            Regions.add(address, MEMORY.number(size));
            return Ring.at(address);
        }
    }

    /** Gives the memory of a ring from {@link #create} back; nobody may use the ring any more. */
    public static void free(Ring ring) {
        Regions.remove(ring.address());
        FREE.run(ring.address());
    }
}
