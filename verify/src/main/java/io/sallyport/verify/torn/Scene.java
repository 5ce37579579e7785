package io.sallyport.verify.torn;

import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.verify.model.End;
import java.util.List;

/**
 * What is fixed for a story: the gateway, and who may talk to whom.
 *
 * @param seed what it was drawn from
 * @param workers number of workers at the start
 * @param capacity most lines of each
 * @param start time of the gateway's clock at the start, in nanoseconds
 * @param nat pool and static mappings
 * @param outsides outside ends of the static mappings, with a port for the protocol of each
 * @param talks who may talk to whom
 */
record Scene(
        long seed,
        int workers,
        int capacity,
        long start,
        Timeouts timeouts,
        NatOptions options,
        Limits limits,
        NatFacts nat,
        List<Outside> outsides,
        List<Talk> talks) {
    /** The outside end of a static mapping, as packets of a protocol reach it. */
    record Outside(int protocol, End end) {}

    /** Settings of a process with so many workers and lines; each process has secrets of its own. */
    WorkerSettings settings(int workersNow, int capacityNow, long secret) {
        return new WorkerSettings(
                workersNow,
                capacityNow,
                timeouts,
                options,
                limits,
                WorkerSettings.DEFAULT_PATIENCE_NANOS,
                secret,
                ~secret);
    }

    /** Milliseconds that anything may last at most without a packet. */
    int longest() {
        return Math.max(timeouts.tcpEstablished(), Math.max(timeouts.udp(), timeouts.other())) + timeouts.quarantine();
    }

    /** One line for a person. */
    String describe() {
        return "%d workers of %d lines, %s, %s, %s, pool %s, %d static mappings"
                .formatted(
                        workers,
                        capacity,
                        timeouts,
                        options,
                        limits,
                        nat.pool(),
                        nat.statics().size());
    }
}
