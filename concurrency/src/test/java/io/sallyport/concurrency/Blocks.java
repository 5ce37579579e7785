package io.sallyport.concurrency;

import io.sallyport.dataplane.session.TableAllocator;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.dpdk.memory.TableMemory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Native memory for the states that jcstress makes and forgets by the thousand: cut off one region, from its beginning again when its end
 * is reached. By then nobody uses what lay there: jcstress holds 1,024 states at a time, of some kilobytes at most.
 */
public final class Blocks {
    private static final long SIZE = 64L << 20;
    private static final long LINE = 64;
    private static final TableMemory REGION = TableMemory.allocate(SIZE);
    private static final AtomicLong NEXT = new AtomicLong();

    /** For what asks for memory at construction. */
    public static final TableAllocator ALLOCATOR = (bytes, what) -> take(bytes);

    private Blocks() {}

    /** Address of zeroed memory, on a cache line of its own. Any thread. */
    public static long take(long bytes) {
        long rounded = (bytes + LINE - 1) / LINE * LINE;
        long at;
        do {
            at = NEXT.getAndAdd(rounded) % SIZE;
        } while (at + rounded > SIZE);
        Memory.clear(REGION.address() + at, bytes);
        return REGION.address() + at;
    }
}
