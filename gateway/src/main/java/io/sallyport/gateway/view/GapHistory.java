package io.sallyport.gateway.view;

import io.sallyport.api.GapBucket;
import io.sallyport.api.GapTimes;
import io.sallyport.api.TurnGaps;
import io.sallyport.dataplane.worker.GapHistogram;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The gaps between workers' turns, since start and in the last minute: a reading of each worker is kept every ten seconds, seven at
 * a time. Any thread.
 */
final class GapHistory {
    private static final long SECOND = 1_000_000_000L;
    private static final long EVERY = 10 * SECOND;
    private static final long MINUTE = 60 * SECOND;
    private static final double MICRO = 1_000;
    /** Bounds of the buckets, as powers of two in nanoseconds: 1 µs, 8 µs, 65 µs, 262 µs, 1 ms, 8 ms, 67 ms, 1 s. */
    private static final int[] EXPONENTS = {10, 13, 16, 18, 20, 23, 26, 30};

    private final List<io.sallyport.dataplane.worker.TurnGaps> workers;
    private final Deque<Kept> past = new ArrayDeque<>();

    private record Kept(long nanos, List<GapHistogram> gaps) {}

    /** Makes one for these workers, by number. */
    GapHistory(List<io.sallyport.dataplane.worker.TurnGaps> workers) {
        this.workers = workers;
    }

    /** Keeps a reading if the last one is ten seconds old; called once a second. */
    synchronized void sample(long nowNanos) {
        Kept last = past.peekLast();
        if (last != null && nowNanos - last.nanos() < EVERY) {
            return;
        }
        past.addLast(new Kept(nowNanos, workers.stream().map(it -> it.read()).toList()));
        while (olderThanAMinute(1, nowNanos)) {
            past.removeFirst();
        }
    }

    private boolean olderThanAMinute(int place, long nowNanos) {
        return past.size() > place
                && nowNanos
                                - past.stream()
                                        .skip(place)
                                        .findFirst()
                                        .orElseThrow()
                                        .nanos()
                        >= MINUTE;
    }

    /** The gaps of a worker. */
    TurnGaps of(int worker, long nowNanos) {
        GapHistogram all = workers.get(worker).read();
        return new TurnGaps(times(all), lastMinute(worker, all, nowNanos), all.sum() / MICRO, buckets(all));
    }

    private synchronized @Nullable GapTimes lastMinute(int worker, GapHistogram all, long nowNanos) {
        Kept first = null;
        for (Kept one : past) {
            first = nowNanos - one.nanos() >= MINUTE ? one : first;
        }
        return first == null ? null : times(all.since(first.gaps().get(worker)));
    }

    private static GapTimes times(GapHistogram gaps) {
        return new GapTimes(
                gaps.count(),
                gaps.percentile(0.5) / MICRO,
                gaps.percentile(0.99) / MICRO,
                gaps.percentile(0.9999) / MICRO,
                gaps.longest() / MICRO);
    }

    private static List<GapBucket> buckets(GapHistogram gaps) {
        return IntStream.of(EXPONENTS)
                .mapToObj(
                        exponent -> new GapBucket(((1L << exponent) - 1) / MICRO, gaps.shorterThanPowerOfTwo(exponent)))
                .toList();
    }
}
