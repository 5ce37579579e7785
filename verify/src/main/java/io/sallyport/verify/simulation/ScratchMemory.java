package io.sallyport.verify.simulation;

import io.sallyport.dataplane.session.TableAllocator;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.dpdk.memory.TableMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory for one gateway after the other: given back all at once, and then used again, which is much faster than asking the
 * system for each of them. One thread.
 */
public final class ScratchMemory implements TableAllocator, AutoCloseable {
    private static final long CHUNK = 8L << 20;
    private static final long LINE = 64;

    private final List<TableMemory> chunks = new ArrayList<>();
    private int chunk;
    private long used;

    @Override
    public long allocate(long bytes, String what) {
        long rounded = (bytes + LINE - 1) / LINE * LINE;
        if (chunk < chunks.size() && used + rounded > chunks.get(chunk).bytes()) {
            chunk++;
            used = 0;
        }
        if (chunk == chunks.size()) {
            chunks.add(TableMemory.allocate(Math.max(CHUNK, rounded)));
        }
        long address = chunks.get(chunk).address() + used;
        used += rounded;
        Memory.clear(address, rounded);
        return address;
    }

    /** Takes everything back. */
    public void reset() {
        chunk = 0;
        used = 0;
    }

    @Override
    public void close() {
        chunks.forEach(TableMemory::close);
        chunks.clear();
    }
}
