package io.sallyport.api;

import java.util.List;

/**
 * Packets dropped for one reason.
 *
 * @param label stable name of the reason
 * @param help one line for a person
 * @param total sum over the workers
 * @param workers packets by worker, the index is the worker's id
 */
public record DropCount(String label, String help, long total, List<Long> workers) {
    public DropCount {
        workers = List.copyOf(workers);
    }

    /** Adds up what the workers counted. */
    public static DropCount of(String label, String help, List<Long> workers) {
        return new DropCount(label, help, OrderedCounts.sum(workers), workers);
    }
}
