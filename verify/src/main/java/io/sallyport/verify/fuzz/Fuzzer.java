package io.sallyport.verify.fuzz;

import io.sallyport.dataplane.count.DropReason;
import io.sallyport.verify.check.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run: its shares on as many threads, until all frames are sent or one share has a finding. */
final class Fuzzer {
    private static final long SECOND = 1_000_000_000L;
    private static final long PROGRESS_NANOS = 5 * SECOND;
    private static final long SHORTEST_LIFE = 2_000;
    private static final long LONGEST_LIFE = 150_000;
    /** Frames in all journals together, so that they fit in the heap. */
    private static final long MOST_REMEMBERED = 600_000;

    private final List<Campaign> shares = new ArrayList<>();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private long nanos;

    /**
     * The first thing that went wrong.
     *
     * @param share whose gateway it was
     * @param finding what was seen
     */
    record Failure(Campaign share, Finding finding) {}

    /** Prepares a run of {@code frames} frames on {@code threads} threads, which follows from its seed. */
    Fuzzer(long frames, long seed, int threads) {
        SplittableRandom seeds = new SplittableRandom(seed);
        long each = (frames + threads - 1) / threads;
        long life = Math.clamp(each / 6, SHORTEST_LIFE, Math.min(LONGEST_LIFE, MOST_REMEMBERED / threads));
        for (long left = frames; left > 0; left -= each) {
            shares.add(new Campaign(seeds.nextLong(), Math.min(each, left), life));
        }
    }

    /**
     * Runs it.
     *
     * @param progress told every few seconds how far it has come
     * @return the finding, or null
     */
    @Nullable
    Failure run(Consumer<String> progress) throws InterruptedException {
        long begun = System.nanoTime();
        List<Thread> threads = shares.stream()
                .map(share -> Thread.ofPlatform().name("fuzz").daemon().start(() -> run(share)))
                .toList();
        long told = begun;
        for (Thread thread : threads) {
            while (!thread.join(Duration.ofMillis(200))) {
                nanos = System.nanoTime() - begun;
                if (failure.get() != null) {
                    threads.forEach(Thread::interrupt);
                } else if (System.nanoTime() - told > PROGRESS_NANOS) {
                    told = System.nanoTime();
                    progress.accept(figures());
                }
            }
        }
        nanos = System.nanoTime() - begun;
        return failure.get();
    }

    private void run(Campaign share) {
        try {
            share.run();
        } catch (Finding finding) {
            failure.compareAndSet(null, new Failure(share, finding));
        } catch (RuntimeException | Error broken) {
            failure.compareAndSet(null, new Failure(share, new Finding("fuzzer", "the fuzzer itself failed", broken)));
        }
    }

    private String figures() {
        long frames = frames();
        return "%,d frames, %,d frames/s, %,d signatures"
                .formatted(
                        frames,
                        perSecond(),
                        shares.stream().mapToInt(Campaign::reached).max().orElse(0));
    }

    /** Frames sent. */
    long frames() {
        return shares.stream().mapToLong(Campaign::frames).sum();
    }

    private long perSecond() {
        return frames() * 1_000 / Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    /** One line about a run that has ended. */
    String summary() {
        Set<Long> signatures = new HashSet<>();
        EnumSet<DropReason> missed = EnumSet.allOf(DropReason.class);
        int gateways = 0;
        for (Campaign share : shares) {
            signatures.addAll(share.signatures());
            missed.removeAll(share.reasons());
            gateways += share.gateways();
        }
        int all = DropReason.ALL.length;
        return "%,d frames through %,d gateways in %d s (%,d frames/s, %d threads), %,d signatures, %d of %d drop reasons%s"
                .formatted(
                        frames(),
                        gateways,
                        nanos / SECOND,
                        perSecond(),
                        shares.size(),
                        signatures.size(),
                        all - missed.size(),
                        all,
                        missed.isEmpty()
                                ? ""
                                : " (not "
                                        + String.join(
                                                ", ",
                                                missed.stream()
                                                        .map(DropReason::label)
                                                        .toList()) + ")");
    }
}
