package io.sallyport.verify.run;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Plays episodes on several threads until enough packets have passed or something is different. */
final class ModelRun {
    /** Packets of an episode. */
    static final int EPISODE = 4_000;

    private static final long PROGRESS_MILLIS = 5_000;

    private final long seed;
    private final long packets;
    private final int threads;
    private final Set<Feature> features;
    private final AtomicLong nextEpisode = new AtomicLong();
    private final Tally tally = new Tally();
    private final AtomicReference<@Nullable Bad> first = new AtomicReference<>();

    /** An episode with a difference. */
    record Bad(long seed, int packets) {}

    ModelRun(long seed, long packets, int threads, Set<Feature> features) {
        this.seed = seed;
        this.packets = packets;
        this.threads = threads;
        this.features = features;
    }

    /** Returns the episode that went wrong first, or null. */
    @Nullable
    Bad run(Progress progress) throws InterruptedException {
        Thread[] running = new Thread[threads];
        for (int k = 0; k < threads; k++) {
            running[k] = Thread.ofPlatform().name("episodes-" + k).daemon().start(this::playEpisodes);
        }
        for (Thread thread : running) {
            while (!thread.join(Duration.ofMillis(PROGRESS_MILLIS))) {
                progress.sent(tally.sent());
            }
        }
        return first.get();
    }

    /** Told now and then how many packets have passed. */
    interface Progress {
        void sent(long packets);
    }

    Tally tally() {
        return tally;
    }

    long episodes() {
        return nextEpisode.get();
    }

    private void playEpisodes() {
        while (first.get() == null && tally.sent() < packets) {
            long episodeSeed = seed + nextEpisode.getAndIncrement();
            Episode.Outcome outcome = new Episode(episodeSeed, features).play(Episode.packets(EPISODE), tally);
            if (!outcome.isGood()) {
                first.compareAndSet(null, new Bad(episodeSeed, outcome.packets()));
            }
        }
    }
}
