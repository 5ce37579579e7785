package io.sallyport.dpdk;

import io.sallyport.dpdk.memory.Regions;
import java.lang.foreign.Arena;

/** Memory from DPDK's own heap. For the control side, any thread; who may touch the memory is the caller's business. */
public final class RteMemory {
    private static final Call ALLOCATE =
            Call.returningLong("rte_zmalloc_socket", Native.LONG, Native.LONG, Native.INT, Native.INT);
    private static final Call FREE = Call.returningNothing("rte_free", Native.LONG);

    private RteMemory() {}

    /**
     * Allocates zeroed memory and registers it with {@link Regions}.
     *
     * @param name what it is for, shown in error messages
     * @param bytes size, more than 0
     * @param alignment a power of two, or 0 for a cache line
     * @param socket NUMA socket, or -1 for any
     * @return its address
     * @throws DpdkException if DPDK has no such piece of memory left
     */
    public static long allocate(String name, long bytes, int alignment, int socket) {
        try (Arena arena = Arena.ofConfined()) {
            long address = ALLOCATE.number(arena.allocateFrom(name).address(), bytes, alignment, socket);
            if (address == 0) {
                throw new DpdkException(
                        "rte_zmalloc_socket(%s, %d bytes, alignment %d, socket %d) failed: no such piece is left; give DPDK more memory (-m or --socket-mem)"
                                .formatted(name, bytes, alignment, socket));
            }
            Regions.add(address, bytes);
            return address;
        }
    }

    /** Gives memory from {@link #allocate} back. */
    public static void free(long address) {
        Regions.remove(address);
        FREE.run(address);
    }
}
