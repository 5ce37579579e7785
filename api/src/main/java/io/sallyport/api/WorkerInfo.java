package io.sallyport.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One worker.
 *
 * @param id 0 to number of workers - 1
 * @param cpu the CPU its thread is pinned to, -1 if it is not pinned
 * @param state {@link #RUNNING} or {@link #STALLED}
 * @param busy share of its turns that found work, 0 to 1; null while it is not known
 * @param handoffShare packets it handed off for each packet it received from devices, since start; null while there is none
 * @param counters by stable name, in the order to show them
 * @param drops packets it dropped, by stable name of the reason
 * @param turnGaps the time from turn to turn
 * @param rates shortest time first; a time that it has not been watched for is left out
 */
public record WorkerInfo(
        int id,
        int cpu,
        String state,
        @Nullable Double busy,
        @Nullable Double handoffShare,
        Map<String, Long> counters,
        Map<String, Long> drops,
        TurnGaps turnGaps,
        List<Rates> rates) {
    /** The worker takes its turns. */
    public static final String RUNNING = "running";
    /** The worker has not finished a turn for longer than a healthy one takes. */
    public static final String STALLED = "stalled";

    public WorkerInfo {
        counters = OrderedCounts.copyOf(counters);
        drops = OrderedCounts.copyOf(drops);
        rates = List.copyOf(rates);
    }
}
