package io.sallyport.api;

import java.util.List;
import java.util.Map;

/**
 * {@code GET /v1/counters}: all counters, in total and by worker.
 *
 * @param total sum over the workers, by stable name
 * @param workers one entry per worker, by id
 */
public record Counters(Map<String, Long> total, List<WorkerCounters> workers) {
    public Counters {
        total = OrderedCounts.copyOf(total);
        workers = List.copyOf(workers);
    }

    /** Adds up what the workers counted, so that the total cannot drift (checklist C10.9). */
    public static Counters of(List<WorkerCounters> workers) {
        return new Counters(
                OrderedCounts.sum(workers.stream().map(WorkerCounters::counters).toList()), workers);
    }
}
