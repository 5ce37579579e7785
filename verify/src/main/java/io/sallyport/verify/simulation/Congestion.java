package io.sallyport.verify.simulation;

import io.sallyport.dpdk.Ring;
import java.util.Arrays;

/** Since when rings and transmit queues have been full, seen from outside. One thread. */
final class Congestion {
    private static final long NEVER = -1;

    private final int workers;
    private final Rig rig;
    private final int[][] before;
    private final long[][] ringSince;
    private final long[][] transmitSince;

    Congestion(Rig rig) {
        this.rig = rig;
        this.workers = rig.workers().size();
        this.before = new int[workers][workers];
        this.ringSince = never(workers);
        this.transmitSince = never(2);
    }

    private long[][] never(int rows) {
        long[][] since = new long[rows][workers];
        for (long[] row : since) {
            Arrays.fill(row, NEVER);
        }
        return since;
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
            if (other == worker) {
                continue;
            }
            Ring out = rig.ring(worker, other);
            if (out.free() > 0 || before[worker][other] < out.count()) {
                ringSince[worker][other] = NEVER;
            }
            if (out.free() == 0) {
                full = true;
                if (ringSince[worker][other] == NEVER) {
                    ringSince[worker][other] = now;
                }
            }
            before[worker][other] = out.count();
            Ring in = rig.ring(other, worker);
            if (in.count() < before[other][worker]) {
                ringSince[other][worker] = NEVER;
            }
            before[other][worker] = in.count();
        }
        return full;
    }

    /** Longest time in nanoseconds that a ring of a worker has been full with nothing taken from it. */
    long ringWaits(int worker, long now) {
        long longest = 0;
        for (long since : ringSince[worker]) {
            longest = since == NEVER ? longest : Math.max(longest, now - since);
        }
        return longest;
    }

    /** Whether one of a worker's rings has no more than a quarter of its room left. */
    boolean ringLacks(int worker) {
        for (int other = 0; other < workers; other++) {
            Ring ring = rig.ring(worker, other);
            if (other != worker && 4 * ring.free() <= ring.capacity() + 3) {
                return true;
            }
        }
        return false;
    }

    /** Longest time in nanoseconds that a transmit queue of a worker has been full with nothing accepted. */
    long transmitWaits(int worker, long now) {
        long longest = 0;
        for (long[] queues : transmitSince) {
            longest = queues[worker] == NEVER ? longest : Math.max(longest, now - queues[worker]);
        }
        return longest;
    }
}
