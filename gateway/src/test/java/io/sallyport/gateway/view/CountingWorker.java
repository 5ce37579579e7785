package io.sallyport.gateway.view;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.WorkerCounters;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A thread that counts as a worker does: in a turn a packet is first received and later transmitted; copies between turns. */
final class CountingWorker implements AutoCloseable {
    private final WorkerCounters counters;
    private final AtomicLong turns = new AtomicLong();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private volatile boolean running = true;

    CountingWorker(WorkerCounters counters) {
        this.counters = counters;
        thread.execute(this::loop);
    }

    private void loop() {
        while (running) {
            turn(counters);
            turns.incrementAndGet();
        }
    }

    /** How many turns it has taken. */
    long turns() {
        return turns.get();
    }

    /** One turn, in the middle of which the counters do not fit each other. */
    static void turn(WorkerCounters counters) {
        counters.add(Counter.RX_PACKETS, 3);
        Thread.onSpinWait();
        counters.add(Counter.TX_PACKETS, 3);
        if (counters.asked()) {
            counters.publish();
        }
    }

    @Override
    public void close() {
        running = false;
        thread.close();
    }
}
