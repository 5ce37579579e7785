package io.sallyport.gateway.view;

import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.WorkerCounters;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads all workers' counters, each as of one moment between two of its turns. A worker that does not answer in time is
 * stalled: its live numbers are read, which may not fit each other; until it answers, it is hardly waited for again. Any
 * thread; one reads at a time.
 */
final class CounterReader {
    private static final long PATIENCE_NANOS = 250_000_000;
    private static final long STALLED_PATIENCE_NANOS = 5_000_000;
    private static final long PARK_NANOS = 50_000;

    private final List<WorkerCounters> workers;
    private final long patienceNanos;
    private final long[] asked;
    private final boolean[] silent;

    /** Makes the only reader of these counters, by worker number. */
    CounterReader(List<WorkerCounters> workers) {
        this(workers, PATIENCE_NANOS);
    }

    CounterReader(List<WorkerCounters> workers, long patienceNanos) {
        this.workers = workers;
        this.patienceNanos = patienceNanos;
        this.asked = new long[workers.size()];
        this.silent = new boolean[workers.size()];
    }

    /**
     * One worker's counters and when they were read.
     *
     * @param nanos time of {@link System#nanoTime}
     */
    record Reading(CounterSnapshot counters, long nanos) {}

    /** Returns the counters by worker number. */
    List<CounterSnapshot> read() {
        return readings().stream().map(Reading::counters).toList();
    }

    /** Returns the counters by worker number, with the time of each. */
    synchronized List<Reading> readings() {
        long began = System.nanoTime();
        long[] patience = new long[workers.size()];
        for (int worker = 0; worker < workers.size(); worker++) {
            boolean stalled = silent[worker] && !isAnswered(worker);
            patience[worker] = stalled ? Math.min(patienceNanos, STALLED_PATIENCE_NANOS) : patienceNanos;
            asked[worker] = workers.get(worker).ask();
        }
        Reading[] readings = new Reading[workers.size()];
        for (int missing = workers.size(); missing > 0; ) {
            int found = collect(readings, patience, began);
            missing -= found;
            if (found == 0) {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
        return List.of(readings);
    }

    /** Takes what has come or will not come any more; returns how many. */
    private int collect(Reading[] readings, long[] patience, long began) {
        int found = 0;
        for (int worker = 0; worker < readings.length; worker++) {
            long now = System.nanoTime();
            boolean answered = isAnswered(worker);
            if (readings[worker] == null && (answered || now - began >= patience[worker])) {
                silent[worker] = !answered;
                readings[worker] = new Reading(workers.get(worker).read(answered), now);
                found++;
            }
        }
        return found;
    }

    private boolean isAnswered(int worker) {
        return workers.get(worker).isAnswered(asked[worker]);
    }
}
