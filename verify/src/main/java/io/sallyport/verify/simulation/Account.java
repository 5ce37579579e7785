package io.sallyport.verify.simulation;

import static io.sallyport.dataplane.count.DropReason.*;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.verify.check.Finding;
import java.util.Arrays;

/**
 * What each worker must have counted, added up from what became of every packet: its hand-overs, look-ups and translations. Where
 * a packet's end does not tell how far it came, the least and the most. One thread.
 */
final class Account {
    private static final long AFTER = Excuses.bits(TX_QUEUE_FULL, NEIGHBOR_UNRESOLVED, NEIGHBOR_QUEUE_FULL);
    private static final long ON_THE_RING = Excuses.bits(HANDOFF_RING_FULL_NEW, HANDOFF_RING_FULL_ESTABLISHED);
    private static final long AT_HOME = Excuses.bits(FRAGMENT_TIMEOUT, FRAGMENT_TABLE_FULL, FRAGMENT_REFUSED);
    private static final long UNCLEAR = Excuses.bits(NO_ROUTE, NO_NAT_ROLE);

    /** {@link Counter#XWORKER_HIT} stands for hits and misses together. */
    private static final Counter[] COUNTED = {
        Counter.HANDOFF_DEQUEUE,
        Counter.XWORKER_HIT,
        Counter.SNAT_PACKETS,
        Counter.DNAT_PACKETS,
        Counter.HAIRPIN_PACKETS,
        Counter.ICMP_ERRORS_TRANSLATED
    };

    private static final int TAKEN_OVER = 0;
    private static final int LOOKED_UP = 1;
    private static final int SNAT = 2;
    private static final int DNAT = 3;
    private static final int HAIRPIN = 4;
    private static final int ERROR = 5;

    private final int workers;
    private final long[][] least;
    private final long[][] most;
    private final long[][] low;
    private final long[][] high;
    private final long[][] now;

    Account(int workers) {
        this.workers = workers;
        this.least = new long[COUNTED.length][workers];
        this.most = new long[COUNTED.length][workers];
        this.low = new long[COUNTED.length][workers];
        this.high = new long[COUNTED.length][workers];
        this.now = new long[COUNTED.length][workers];
    }

    /** A copy to add to. */
    Account copy() {
        Account copy = new Account(workers);
        for (int counter = 0; counter < COUNTED.length; counter++) {
            System.arraycopy(least[counter], 0, copy.least[counter], 0, workers);
            System.arraycopy(most[counter], 0, copy.most[counter], 0, workers);
        }
        return copy;
    }

    /** A packet has left, or waits at the end of its way. */
    void arrived(Parcel parcel) {
        int end = parcel.way().last();
        walk(least, parcel, end, true, true);
        walk(most, parcel, end, true, true);
    }

    /** A packet waits, for its first fragment at home or for a neighbor at the end of its way. */
    void waits(Parcel parcel, boolean maybeAtHome, boolean maybeAtEnd) {
        begin();
        if (maybeAtHome) {
            consider(parcel, parcel.way().home(), false, false);
        }
        if (maybeAtEnd) {
            consider(parcel, parcel.way().last(), true, true);
        }
        addBetween();
    }

    /** Of some reasons those for which a worker may drop a packet at a place of its way. */
    static long possible(Parcel parcel, int worker, long reasons) {
        Way way = parcel.way();
        long possible = 0;
        for (int place = 0; place < way.length(); place++) {
            if (way.at(place) == worker) {
                possible |= possibleAt(way, place);
            }
        }
        return reasons & possible;
    }

    /** A packet was dropped by a worker for one of some reasons, all of which are possible there. */
    void dropped(Parcel parcel, int worker, long reasons) {
        Way way = parcel.way();
        begin();
        for (int place = 0; place < way.length(); place++) {
            if (way.at(place) == worker) {
                droppedAt(parcel, place, reasons & possibleAt(way, place));
            }
        }
        addBetween();
    }

    private void droppedAt(Parcel parcel, int place, long reasons) {
        Way way = parcel.way();
        if ((reasons & AFTER) != 0) {
            consider(parcel, place, true, true);
        }
        if ((reasons & ON_THE_RING) != 0) {
            consider(parcel, place, place >= way.owner(), false);
        }
        if ((reasons & ~(AFTER | ON_THE_RING)) != 0) {
            consider(parcel, place, place > way.owner(), false);
            consider(parcel, place, place == way.last(), (reasons & UNCLEAR) != 0);
        }
    }

    private static long possibleAt(Way way, int place) {
        long possible = place == way.last() ? AFTER : ON_THE_RING;
        possible |= place == way.home() ? AT_HOME : 0;
        return possible | (place >= way.owner() ? ~(AFTER | ON_THE_RING | AT_HOME) : 0);
    }

    private void begin() {
        for (int counter = 0; counter < COUNTED.length; counter++) {
            Arrays.fill(low[counter], Long.MAX_VALUE);
            Arrays.fill(high[counter], 0);
        }
    }

    /** One way in which a packet may have come to a place. */
    private void consider(Parcel parcel, int place, boolean one, boolean two) {
        for (long[] row : now) {
            Arrays.fill(row, 0);
        }
        walk(now, parcel, place, one, two);
        for (int counter = 0; counter < COUNTED.length; counter++) {
            for (int worker = 0; worker < workers; worker++) {
                low[counter][worker] = Math.min(low[counter][worker], now[counter][worker]);
                high[counter][worker] = Math.max(high[counter][worker], now[counter][worker]);
            }
        }
    }

    private void addBetween() {
        for (int counter = 0; counter < COUNTED.length; counter++) {
            for (int worker = 0; worker < workers; worker++) {
                least[counter][worker] += low[counter][worker];
                most[counter][worker] += high[counter][worker];
            }
        }
    }

    /** Counts a packet up to a place of its way; {@code one} and {@code two}: whether its first and last owner translated it. */
    private static void walk(long[][] into, Parcel parcel, int to, boolean one, boolean two) {
        Way way = parcel.way();
        for (int place = 1; place <= to; place++) {
            into[TAKEN_OVER][way.at(place)]++;
            if (way.isLookedUpAt(place)) {
                into[LOOKED_UP][way.at(place)]++;
            }
        }
        int owner = way.at(way.owner());
        if (parcel.kind() == Parcel.Kind.ERROR) {
            into[ERROR][owner] += two ? 1 : 0;
        } else if (parcel.of().kind() == Flow.Kind.HAIRPIN) {
            into[SNAT][owner] += one ? 1 : 0;
            into[HAIRPIN][owner] += one ? 1 : 0;
            into[DNAT][way.exit()] += two ? 1 : 0;
        } else {
            into[parcel.side() == Side.FIRST ? SNAT : DNAT][owner] += two ? 1 : 0;
        }
    }

    /**
     * Compares with what a worker has counted.
     *
     * @param own ICMP errors of the gateway's own that may have gone back through their translation
     */
    void check(int worker, CounterSnapshot counters, long own) {
        for (int which = 0; which < COUNTED.length; which++) {
            long counted = counters.get(COUNTED[which]) + (which == LOOKED_UP ? counters.get(Counter.XWORKER_MISS) : 0);
            long low = least[which][worker];
            long high =
                    most[which][worker] + (which == SNAT || which == DNAT ? 0 : 2 * own); // a hairpin has two halves
            if (counted < low || counted > high) {
                throw new Finding(
                        which == LOOKED_UP ? "xworker counters" : COUNTED[which].label(),
                        "worker %d has counted %d; from what became of its packets follows %s"
                                .formatted(worker, counted, low == high ? low : low + " to " + high));
            }
        }
    }
}
