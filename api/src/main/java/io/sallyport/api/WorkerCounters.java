package io.sallyport.api;

import java.util.Map;

/**
 * The counters of one worker.
 *
 * @param worker id of the worker
 * @param counters by stable name, in the order to show them
 */
public record WorkerCounters(int worker, Map<String, Long> counters) {
    public WorkerCounters {
        counters = OrderedCounts.copyOf(counters);
    }
}
