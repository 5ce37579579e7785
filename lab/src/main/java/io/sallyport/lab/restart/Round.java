package io.sallyport.lab.restart;

import io.sallyport.lab.traffic.Outcome;

/**
 * What one restart has shown.
 *
 * @param before sessions that the process before had
 * @param restored sessions that the new one took over
 * @param misses packets that found no session in the new one
 * @param ledger difference of the new one's ledger, the largest of any worker
 * @param moved a flow whose mapping is not what it was, in words; empty if there is none
 * @param traffic what the traffic saw
 */
record Round(long before, long restored, long misses, long ledger, String moved, Outcome traffic) {
    private static final double MICROS = 1e6;

    /** Seconds without a packet on the probe that waited longest. */
    double outage() {
        return traffic.get("all") / MICROS;
    }

    /** Seconds without a packet on the probe that was first to go on. */
    double first() {
        return traffic.get("first") / MICROS;
    }

    /** Seconds in which the download that waited longest got nothing. */
    double silence() {
        return traffic.get("longest") / MICROS;
    }

    /** The same of the download in the middle. */
    double medianSilence() {
        return traffic.get("median") / MICROS;
    }

    /** Downloads that have got something since. */
    long going() {
        return traffic.get("going");
    }

    /** Idle flows that answered. */
    long answered() {
        return traffic.get("answered");
    }

    /** Those that the far end sees at the public address and port that they had. */
    long same() {
        return traffic.get("same");
    }
}
