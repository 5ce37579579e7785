package io.sallyport.gateway.view;

import io.sallyport.api.Rates;
import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last minute of the workers' counters, second by second, and the rates that follow from it. What a stalled worker did
 * not answer is left out: rates are taken between consistent copies alone, over the time that truly lies between them, and
 * there are none while a worker's last copy is old. Any thread.
 */
final class RateHistory {
    /** Lengths of time that rates are averages over, in seconds. */
    static final List<Integer> WINDOWS = List.of(1, 10, 60);
    /** Readings that are kept of each worker, however many come. */
    static final int MOST = 64;

    private static final long SECOND = 1_000_000_000L;
    /** How much shorter, or longer, than asked for the time between two readings may be. */
    private static final long SHORTER = SECOND / 2;

    private static final long LONGER = SECOND * 3 / 2;
    private static final long FRESH = 3 * SECOND;

    private final List<Deque<CounterReader.Reading>> workers;

    RateHistory(int workers) {
        this.workers = Stream.generate(ArrayDeque<CounterReader.Reading>::new)
                .limit(workers)
                .<Deque<CounterReader.Reading>>map(it -> it)
                .toList();
    }

    /** Takes a reading of all workers, by number; once a second. */
    synchronized void add(List<CounterReader.Reading> readings) {
        for (int worker = 0; worker < readings.size(); worker++) {
            Deque<CounterReader.Reading> past = workers.get(worker);
            if (readings.get(worker).counters().consistent()) {
                past.addLast(readings.get(worker));
            }
            if (past.size() > MOST) {
                past.removeFirst();
            }
        }
    }

    /** The rates of one worker as of {@code now}; without those that are not known. */
    synchronized List<Rates> of(int worker, long now) {
        List<Rates> known = new ArrayList<>();
        for (int seconds : WINDOWS) {
            Rates rates = rates(workers.get(worker), seconds, now);
            if (rates != null) {
                known.add(rates);
            }
        }
        return known;
    }

    /**
     * The rates of all workers, from the same readings.
     *
     * @param workers by number; of each those that are known
     * @param total of all workers together; those that are known of every worker
     */
    record AtOnce(List<List<Rates>> workers, List<Rates> total) {}

    /** All rates as of {@code now}. */
    synchronized AtOnce all(long now) {
        return new AtOnce(
                IntStream.range(0, workers.size())
                        .mapToObj(worker -> of(worker, now))
                        .toList(),
                total(now));
    }

    /** The rates of all workers together as of {@code now}; without those that are not known of every worker. */
    synchronized List<Rates> total(long now) {
        List<Rates> known = new ArrayList<>();
        for (int seconds : WINDOWS) {
            Rates sum = new Rates(seconds, 0, 0, 0, 0);
            for (int worker = 0; worker < workers.size() && sum != null; worker++) {
                Rates one = rates(workers.get(worker), seconds, now);
                sum = one == null ? null : sum.plus(one);
            }
            if (sum != null) {
                known.add(sum);
            }
        }
        return known;
    }

    private static @Nullable Rates rates(Deque<CounterReader.Reading> past, int seconds, long now) {
        CounterReader.Reading last = past.peekLast();
        if (last == null || now - last.nanos() > FRESH) {
            return null;
        }
        CounterReader.Reading first = before(past, last.nanos(), seconds * SECOND);
        return first == null ? null : between(first, last, seconds);
    }

    /** The reading that came as near as possible to {@code window} nanoseconds before, null if none came near. */
    private static CounterReader.@Nullable Reading before(Deque<CounterReader.Reading> past, long end, long window) {
        CounterReader.Reading best = null;
        long bestError = Long.MAX_VALUE;
        for (CounterReader.Reading one : past) {
            long error = end - one.nanos() - window;
            if (error >= -SHORTER && error <= LONGER && Math.abs(error) < bestError) {
                best = one;
                bestError = Math.abs(error);
            }
        }
        return best;
    }

    private static Rates between(CounterReader.Reading first, CounterReader.Reading last, int seconds) {
        return new Rates(
                seconds,
                rate(first, last, it -> it.get(Counter.RX_PACKETS)),
                rate(first, last, it -> it.get(Counter.TX_PACKETS)),
                rate(first, last, it -> it.get(Counter.SESSIONS_CREATED)),
                rate(first, last, CounterSnapshot::dropped));
    }

    /** Per second, to a thousandth. */
    private static double rate(
            CounterReader.Reading first, CounterReader.Reading last, ToLongFunction<CounterSnapshot> count) {
        long more = count.applyAsLong(last.counters()) - count.applyAsLong(first.counters());
        return Math.round(1000.0 * SECOND * more / (last.nanos() - first.nanos())) / 1000.0;
    }
}
