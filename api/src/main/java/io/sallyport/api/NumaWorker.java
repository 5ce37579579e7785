package io.sallyport.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker and its memory are. Memory is in pieces of at most 2 MiB, by number of the node or {@code unknown}.
 *
 * @param worker its id
 * @param cpu CPU that it is pinned to; {@code null} if it may run on any
 * @param node NUMA node of that CPU, and the one that its memory is to be on; {@code null} if the kernel knows no nodes
 * @param tables its tables
 * @param sessions the file of its sessions; empty if there is none and they are among the tables
 * @param rings rings that it takes packets from, each of them a piece
 */
public record NumaWorker(
        int worker,
        @Nullable Integer cpu,
        @Nullable Integer node,
        Map<String, Long> tables,
        Map<String, Long> sessions,
        Map<String, Long> rings) {
    public NumaWorker {
        tables = OrderedCounts.copyOf(tables);
        sessions = OrderedCounts.copyOf(sessions);
        rings = OrderedCounts.copyOf(rings);
    }
}
