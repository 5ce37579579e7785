package io.sallyport.gateway.view;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The thread that reads the workers' counters once a second for {@link RateHistory}, their gaps for {@link GapHistory}, and the JVM's pauses. */
final class RateSampler implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rates").daemon().factory());
    private final Future<?> readings;

    /** Starts the thread. */
    RateSampler(CounterReader counters, RateHistory history, GapHistory gaps, PauseLog pauses) {
        Runnable sample = () -> {
            history.add(counters.readings());
            gaps.sample(System.nanoTime());
            pauses.sample();
        };
        readings = thread.scheduleWithFixedDelay(sample, 0, 1, TimeUnit.SECONDS);
    }

    /** Ends the thread and waits for it, a quarter of a second at most. */
    @Override
    public void close() {
        readings.cancel(false);
        thread.close();
    }
}
