package io.sallyport.verify.simulation;

import io.sallyport.dataplane.count.DropReason;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** What stories have covered: what they never came by was not shown. Any thread. */
final class Tally {
    /** What is counted. */
    enum Of {
        STORIES,
        STEPS,
        TURNS,
        PACKETS,
        PACKETS_THE_CARD_LOST,
        LEFT,
        DROPPED,
        HANDED_OVER,
        TURNS_WITH_A_FULL_RING,
        DROPPED_RING_FULL_NEW,
        DROPPED_RING_FULL_ESTABLISHED,
        HAIRPINS,
        FRAGMENTS,
        FRAGMENTS_ACROSS_WORKERS,
        ICMP_ERRORS,
        OWN_ICMP_ERRORS,
        STRANGERS_REFUSED,
        STALLS,
        STALLS_BEYOND_PATIENCE,
        NO_PORT,
        SESSION_TABLE_FULL,
        HOST_LIMITS,
        TRANSMIT_QUEUE_FULL,
        DROPPED_TRANSMIT_QUEUE_FULL,
        SESSIONS,
        SESSIONS_TIMED_OUT,
        TIME_JUMPS,
        RESTARTS,
        SNAPSHOTS,
        RESTS;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int MOST_WORKERS = 64;

    private final AtomicLongArray counts = new AtomicLongArray(Of.values().length);
    private final AtomicLongArray reasons = new AtomicLongArray(DropReason.ALL.length);
    private final AtomicLongArray spreads = new AtomicLongArray(Rss.values().length);
    private final AtomicLongArray workers = new AtomicLongArray(MOST_WORKERS);

    void add(Of what, long amount) {
        counts.addAndGet(what.ordinal(), amount);
    }

    long get(Of what) {
        return counts.get(what.ordinal());
    }

    void dropped(DropReason reason) {
        add(Of.DROPPED, 1);
        reasons.incrementAndGet(reason.ordinal());
        switch (reason) {
            case HANDOFF_RING_FULL_NEW -> add(Of.DROPPED_RING_FULL_NEW, 1);
            case HANDOFF_RING_FULL_ESTABLISHED -> add(Of.DROPPED_RING_FULL_ESTABLISHED, 1);
            case NO_PORT -> add(Of.NO_PORT, 1);
            case SESSION_TABLE_FULL -> add(Of.SESSION_TABLE_FULL, 1);
            case HOST_SESSION_LIMIT, HOST_PORT_LIMIT, HOST_RATE_LIMIT -> add(Of.HOST_LIMITS, 1);
            case TX_QUEUE_FULL -> add(Of.DROPPED_TRANSMIT_QUEUE_FULL, 1);
            default -> {}
        }
    }

    long dropped(int reason) {
        return reasons.get(reason);
    }

    void story(Scenario scenario) {
        add(Of.STORIES, 1);
        spreads.incrementAndGet(scenario.rss().ordinal());
    }

    void life(int workersNow) {
        workers.incrementAndGet(workersNow);
    }

    /** Everything by name. */
    Map<String, Object> numbers() {
        Map<String, Object> all = new TreeMap<>();
        for (Of what : Of.values()) {
            all.put(what.label(), get(what));
        }
        all.put("dropped_by_reason", reasons());
        all.put("stories_by_rss", spreads());
        all.put("lives_by_workers", lives());
        return all;
    }

    private Map<String, Long> reasons() {
        Map<String, Long> map = new TreeMap<>();
        for (DropReason reason : DropReason.ALL) {
            if (reasons.get(reason.ordinal()) > 0) {
                map.put(reason.label(), reasons.get(reason.ordinal()));
            }
        }
        return map;
    }

    private Map<String, Long> spreads() {
        Map<String, Long> map = new TreeMap<>();
        for (Rss rss : Rss.values()) {
            map.put(rss.label(), spreads.get(rss.ordinal()));
        }
        return map;
    }

    private Map<Integer, Long> lives() {
        Map<Integer, Long> map = new TreeMap<>();
        for (int count = 0; count < MOST_WORKERS; count++) {
            if (workers.get(count) > 0) {
                map.put(count, workers.get(count));
            }
        }
        return map;
    }
}
