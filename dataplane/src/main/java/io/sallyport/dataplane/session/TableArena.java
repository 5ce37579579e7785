package io.sallyport.dataplane.session;

import io.sallyport.dpdk.memory.NumaNode;
import io.sallyport.dpdk.memory.TableMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Memory on 2 MB pages for everything one worker keeps, cut off large chunks and given back all at once. Single-threaded;
 * the memory itself may be used by any thread.
 */
public final class TableArena implements TableAllocator, AutoCloseable {
    private static final long CHUNK = 2 << 20;
    private static final long LINE = 64;

    private final List<TableMemory> chunks = new ArrayList<>();
    private final LongFunction<TableMemory> source;
    private long next;
    private long end;

    /** Makes an empty arena on the NUMA node of whoever allocates. */
    public TableArena() {
        this(TableMemory::allocate);
    }

    /**
     * Makes an empty arena.
     *
     * @param node NUMA node, or {@link NumaNode#UNKNOWN} for that of whoever allocates
     */
    public TableArena(int node) {
        this(bytes -> TableMemory.allocate(bytes, node));
    }

    private TableArena(LongFunction<TableMemory> source) {
        this.source = source;
    }

    /** Makes an empty arena for what is soon thrown away: it takes none of the huge pages that are set aside. */
    public static TableArena onNormalPages() {
        return new TableArena(TableMemory::allocateOnNormalPages);
    }

    @Override
    public long allocate(long bytes, String what) {
        long rounded = (bytes + LINE - 1) / LINE * LINE;
        if (rounded > end - next) {
            TableMemory chunk = source.apply(Math.max(rounded, CHUNK));
            chunks.add(chunk);
            next = chunk.address();
            end = chunk.address() + chunk.bytes();
        }
        long address = next;
        next += rounded;
        return address;
    }

    /** Whether all of it is on huge pages. */
    public boolean hugePages() {
        return chunks.stream().allMatch(TableMemory::hugePages);
    }

    /** Where it is: pieces of 2 MiB by NUMA node. */
    public Map<Integer, Long> pieces() {
        Map<Integer, Long> all = new TreeMap<>();
        chunks.forEach(chunk -> chunk.pieces().forEach((node, count) -> all.merge(node, count, Long::sum)));
        return all;
    }

    @Override
    public void close() {
        chunks.forEach(TableMemory::close);
        chunks.clear();
        next = 0;
        end = 0;
    }
}
