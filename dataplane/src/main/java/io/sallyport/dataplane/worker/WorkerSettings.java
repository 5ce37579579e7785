package io.sallyport.dataplane.worker;

import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.session.Timeouts;

/**
 * What is the same for all workers and does not change while they run.
 *
 * @param workers number of workers, 1 to 63
 * @param sessions most sessions per worker
 * @param timeouts how long sessions may be idle
 * @param options the switches of translation
 * @param limits bounds per host and on fragments
 * @param patienceNanos how long a full ring or queue is waited for, in nanoseconds
 * @param portKey secret that makes NAT ports unpredictable (RFC 6056)
 * @param tableSeed secret that makes hash collisions unpredictable
 */
public record WorkerSettings(
        int workers,
        int sessions,
        Timeouts timeouts,
        NatOptions options,
        Limits limits,
        long patienceNanos,
        long portKey,
        long tableSeed) {

    /** How long a full ring or queue is waited for unless the configuration says else: 1 ms. */
    public static final long DEFAULT_PATIENCE_NANOS = 1_000_000;

    /** Settings as a configuration without any option gives them, but for {@link NatOptions#DEFAULT}. */
    public static WorkerSettings defaults(int workers, int sessions) {
        return new WorkerSettings(
                workers,
                sessions,
                Timeouts.DEFAULT,
                NatOptions.DEFAULT,
                Limits.DEFAULT,
                DEFAULT_PATIENCE_NANOS,
                0x5eed_0f_0a_0b0c0dL,
                0x7ab1e_5eedL);
    }

    /** The same with other switches. */
    public WorkerSettings with(NatOptions changed) {
        return new WorkerSettings(workers, sessions, timeouts, changed, limits, patienceNanos, portKey, tableSeed);
    }

    /** The same with other limits. */
    public WorkerSettings with(Limits changed) {
        return new WorkerSettings(workers, sessions, timeouts, options, changed, patienceNanos, portKey, tableSeed);
    }

    /** The same with other timeouts. */
    public WorkerSettings with(Timeouts changed) {
        return new WorkerSettings(workers, sessions, changed, options, limits, patienceNanos, portKey, tableSeed);
    }
}
