package io.sallyport.verify.simulation;

import io.sallyport.verify.check.Finding;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Tells the stories of many seeds on some threads, each by itself on one, until all are told or one ends badly. */
final class SimulationRun {
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private final long first;
    private final long seeds;
    private final int threads;
    private final Tally tally = new Tally();
    private final AtomicLong next = new AtomicLong();
    private final AtomicReference<@Nullable Bad> bad = new AtomicReference<>();

    /**
     * A story that has ended badly.
     *
     * @param seed which one
     * @param finding what was wrong
     */
    record Bad(long seed, Finding finding) {}

    /** The stories of {@code seeds} seeds from {@code first} on. */
    SimulationRun(long first, long seeds, int threads) {
        this.first = first;
        this.seeds = seeds;
        this.threads = threads;
    }

    /** Tells them; {@code progress} hears every few seconds how many are told. Returns one that has ended badly, or null. */
    @Nullable
    Bad run(LongConsumer progress) throws InterruptedException {
        Thread[] running = new Thread[threads];
        for (int k = 0; k < threads; k++) {
            running[k] = Thread.ofPlatform().name("stories-" + k).daemon().start(this::tell);
        }
        for (Thread thread : running) {
            while (!thread.join(PROGRESS)) {
                progress.accept(told());
            }
        }
        return bad.get();
    }

    Tally tally() {
        return tally;
    }

    /** Stories that have been told. */
    long told() {
        return tally.get(Tally.Of.STORIES);
    }

    private void tell() {
        try (Rig.Desk desk = new Rig.Desk()) {
            for (long at = next.getAndIncrement(); at < seeds && bad.get() == null; at = next.getAndIncrement()) {
                Scenario scenario = ScenarioMaker.make(first + at);
                Finding finding = Play.run(desk, scenario, StoryMaker.make(scenario, tally), tally, Trace.NONE);
                if (finding != null) {
                    lower(new Bad(first + at, finding));
                }
            }
        } catch (RuntimeException | Error broken) {
            lower(new Bad(first, new Finding("simulation", "the simulation itself failed", broken)));
        }
    }

    /** Of several that end badly at once the one with the lowest seed is told of. */
    private void lower(Bad found) {
        bad.accumulateAndGet(
                found, (one, other) -> one == null || (other != null && other.seed() < one.seed()) ? other : one);
    }
}
