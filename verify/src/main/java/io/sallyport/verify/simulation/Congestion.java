package io.sallyport.verify.simulation;

import io.sallyport.dpdk.Ring;
import java.util.Arrays;

/** Since when rings and transmit queues have had no room, seen from outside. One thread. */
final class Congestion {
    private static final long NEVER = -1;

    private final int workers;
    private final Pair[] pairs;
    private final long[][] transmitSince;

    /** All rings from one worker to another, by leg. */
    private static final class Pair {
        private final Ring[] rings;
        private final int[] count;
        private final long[] lacksSince;
        private final long[] stillSince;

        Pair(Ring... rings) {
            this.rings = rings;
            this.count = new int[rings.length];
            this.lacksSince = new long[rings.length];
            this.stillSince = new long[rings.length];
            Arrays.fill(lacksSince, NEVER);
            Arrays.fill(stillSince, NEVER);
        }
    }

    Congestion(Rig rig) {
        this.workers = rig.workers().size();
        this.pairs = new Pair[workers * workers];
        this.transmitSince = new long[2][workers];
        for (int from = 0; from < workers; from++) {
            transmitSince[0][from] = NEVER;
            transmitSince[1][from] = NEVER;
            for (int to = 0; to < workers; to++) {
                pairs[from * workers + to] = new Pair(rig.rings(from, to));
            }
        }
    }

    /** A transmit queue has taken a packet. */
    void took(int interfaceNumber, int queue) {
        transmitSince[interfaceNumber][queue] = NEVER;
    }

    /** A transmit queue had no room for all that it was offered. */
    void refused(int interfaceNumber, int queue, long now) {
        if (transmitSince[interfaceNumber][queue] == NEVER) {
            transmitSince[interfaceNumber][queue] = now;
        }
    }

    /** A worker has had a turn; returns whether one of its rings is full. */
    boolean turned(int worker, long now) {
        boolean full = false;
        for (int other = 0; other < workers; other++) {
            if (other != worker) {
                full |= hasSent(pairs[worker * workers + other], now);
                hasTaken(pairs[other * workers + worker]);
            }
        }
        return full;
    }

    private static boolean hasSent(Pair pair, long now) {
        boolean full = false;
        for (int leg = 0; leg < pair.rings.length; leg++) {
            int before = pair.count[leg];
            int count = pair.rings[leg].count();
            if (count == 0 && before == 0) {
                continue;
            }
            int capacity = pair.rings[leg].capacity();
            boolean lacks = capacity - count <= capacity / 4; // what a new flow may not have
            pair.lacksSince[leg] = lacks ? since(pair.lacksSince[leg], now) : NEVER;
            pair.stillSince[leg] = count < capacity ? NEVER : since(count > before ? NEVER : pair.stillSince[leg], now);
            pair.count[leg] = count;
            full |= count == capacity;
        }
        return full;
    }

    private static long since(long since, long now) {
        return since == NEVER ? now : since;
    }

    private static void hasTaken(Pair pair) {
        for (int leg = 0; leg < pair.rings.length; leg++) {
            if (pair.count[leg] > 0) {
                int count = pair.rings[leg].count();
                pair.stillSince[leg] = count < pair.count[leg] ? NEVER : pair.stillSince[leg];
                pair.count[leg] = count;
            }
        }
    }

    /** Longest time in nanoseconds that a ring of a worker has had no room for new flows at the end of its turns. */
    long ringLacks(int worker, long now) {
        long longest = -1;
        for (int other = 0; other < workers; other++) {
            longest = Math.max(longest, longest(pairs[worker * workers + other].lacksSince, now));
        }
        return longest;
    }

    /** Longest time in nanoseconds that a ring of a worker has been full with nothing taken from it. */
    long ringStands(int worker, long now) {
        long longest = -1;
        for (int other = 0; other < workers; other++) {
            longest = Math.max(longest, longest(pairs[worker * workers + other].stillSince, now));
        }
        return longest;
    }

    private static long longest(long[] sinces, long now) {
        long longest = -1;
        for (long since : sinces) {
            longest = since == NEVER ? longest : Math.max(longest, now - since);
        }
        return longest;
    }

    /** Longest time in nanoseconds that a transmit queue of a worker has been full with nothing accepted. */
    long transmitStands(int worker, long now) {
        return Math.max(
                longest(new long[] {transmitSince[0][worker]}, now),
                longest(new long[] {transmitSince[1][worker]}, now));
    }
}
