package io.sallyport.verify.torn;

import io.sallyport.verify.check.Finding;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Tells stories, one for each seed, on some threads until there were enough cases or one ends badly. */
final class Stories {
    /** What the tally counts cases as. */
    static final String CASES = "cases: all";

    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private final Story story;
    private final long cases;
    private final int threads;
    private final AtomicLong next;
    private final Tally tally = new Tally();
    private final AtomicReference<@Nullable Bad> bad = new AtomicReference<>();

    /** What is done with a seed. */
    @FunctionalInterface
    interface Story {
        /**
         * Tells it.
         *
         * @throws Finding if something is wrong
         */
        void tell(Desk desk, long seed, Tally tally);
    }

    /** A story that has ended badly. */
    record Bad(long seed, Finding finding) {}

    Stories(Story story, long firstSeed, long cases, int threads) {
        this.story = story;
        this.cases = cases;
        this.threads = threads;
        this.next = new AtomicLong(firstSeed);
    }

    Tally tally() {
        return tally;
    }

    /** Tells them; {@code progress} hears every few seconds how many cases there were. Returns one that has ended badly, or null. */
    @Nullable
    Bad run(LongConsumer progress) throws InterruptedException {
        Thread[] running = new Thread[threads];
        for (int k = 0; k < threads; k++) {
            running[k] = Thread.ofPlatform().name("stories-" + k).daemon().start(this::tell);
        }
        for (Thread thread : running) {
            while (!thread.join(PROGRESS)) {
                progress.accept(tally.get(CASES));
            }
        }
        return bad.get();
    }

    private void tell() {
        long seed = next.get();
        try (Desk desk = new Desk()) {
            while (tally.get(CASES) < cases && bad.get() == null) {
                seed = next.getAndIncrement();
                story.tell(desk, seed, tally);
            }
        } catch (Finding finding) {
            bad.compareAndSet(null, new Bad(seed, finding));
        } catch (RuntimeException | Error thrown) {
            bad.compareAndSet(null, new Bad(seed, Finding.thrown(thrown)));
        }
    }
}
