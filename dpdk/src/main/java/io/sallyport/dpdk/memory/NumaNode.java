package io.sallyport.dpdk.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which NUMA node memory is on, and which it is to be on (checklist C13.4), by the calls of Linux on x86-64. Any thread may call; none of
 * this needs DPDK.
 */
public final class NumaNode {
    /** Of memory whose node the kernel does not tell, and of what may be anywhere. */
    public static final int UNKNOWN = -1;

    private static final long MBIND = 237;
    private static final long GET_MEMPOLICY = 239;

    private static final long PREFERRED = 1;
    private static final long MOVE = 2;
    private static final long NODE_OF_ADDRESS = 1 | 2;

    private static final long PAGE = 4096;
    private static final long STEP = 2L << 20;
    private static final int MOST_NODES = 1024;

    private static final MethodHandle SYSCALL = syscall();

    private NumaNode() {}

    @SuppressWarnings("restricted")
    private static MethodHandle syscall() {
        ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
        return Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
                        FunctionDescriptor.of(word, word, word, word, word, word, word, word),
                        Linker.Option.firstVariadicArg(1));
    }

    /** The node of the page that an address is on, or {@link #UNKNOWN}. */
    public static int of(long address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment node = arena.allocate(ValueLayout.JAVA_INT);
            long failed = call(GET_MEMPOLICY, node.address(), 0, 0, address, NODE_OF_ADDRESS, 0);
            return failed == 0 ? node.get(ValueLayout.JAVA_INT, 0) : UNKNOWN;
        }
    }

    /**
     * How much of an area is on which node.
     *
     * @return pieces of at most 2 MiB by node, {@link #UNKNOWN} among them
     */
    public static Map<Integer, Long> pieces(long address, long bytes) {
        Map<Integer, Long> pieces = new TreeMap<>();
        for (long at = 0; at < bytes; at += STEP) {
            pieces.merge(of(address + at), 1L, Long::sum);
        }
        return pieces;
    }

    /**
     * Asks the kernel to take the pages of an area from a node: those that are not there yet, and it moves those that are elsewhere. A node
     * that has no room is no error, so look afterwards where they are. For {@link #UNKNOWN} nothing is asked.
     *
     * @param address of a page
     * @return whether the kernel took the wish
     */
    public static boolean prefer(long address, long bytes, int node) {
        if (node < 0 || node >= MOST_NODES) {
            return node == UNKNOWN;
        }
        long whole = (bytes + PAGE - 1) / PAGE * PAGE;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment nodes = arena.allocate(MOST_NODES / 8, 8);
            nodes.set(ValueLayout.JAVA_BYTE, node >> 3, (byte) (1 << (node & 7)));
            return call(MBIND, address, whole, PREFERRED, nodes.address(), MOST_NODES + 1, MOVE) == 0;
        }
    }

    private static long call(long number, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) SYSCALL.invokeExact(number, a, b, c, d, e, f);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
