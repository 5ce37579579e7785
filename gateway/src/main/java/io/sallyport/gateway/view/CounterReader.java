package io.sallyport.gateway.view;

import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.worker.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads all workers' counters, each as of one moment between two of its turns. A worker that does not answer in time is
 * stalled: its live numbers are read, which may not fit each other. Any thread; one reads at a time.
 */
final class CounterReader {
    private static final long PATIENCE_NANOS = 250_000_000;
    private static final long PARK_NANOS = 50_000;

    private final List<Worker> workers;

    CounterReader(List<Worker> workers) {
        this.workers = workers;
    }

    /** Returns the counters by worker number. */
    synchronized List<CounterSnapshot> read() {
        long[] asked =
                workers.stream().mapToLong(worker -> worker.counters().ask()).toArray();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<CounterSnapshot> result = new ArrayList<>();
        for (Worker worker : workers) {
            long number = asked[worker.number()];
            while (!worker.counters().isAnswered(number) && System.nanoTime() < deadline) {
                LockSupport.parkNanos(PARK_NANOS);
            }
            result.add(worker.counters().read(worker.counters().isAnswered(number)));
        }
        return result;
    }
}
