package io.sallyport.dataplane.worker;

import io.sallyport.dataplane.ports.PortSpan;
import io.sallyport.dataplane.session.Timeouts;
import java.util.List;

/**
 * What is the same for all workers and does not change while they run.
 *
 * @param workers number of workers, 1 to 63
 * @param sessions most sessions per worker
 * @param timeouts how long sessions may be idle
 * @param hairpin whether packets from inside to a pool address are translated
 * @param bridge whether frames that are not IPv4 are bridged
 * @param portOverload whether a port may serve several remote endpoints once none is free
 * @param softPairing whether a host may get another pool address once its own has nothing left
 * @param spans ports that may be given out, by pool address index; beyond the end of the list all of them
 * @param patienceNanos how long a full ring or queue is waited for, in nanoseconds
 * @param portKey secret that makes NAT ports unpredictable (RFC 6056)
 * @param tableSeed secret that makes hash collisions unpredictable
 */
public record WorkerSettings(
        int workers,
        int sessions,
        Timeouts timeouts,
        boolean hairpin,
        boolean bridge,
        boolean portOverload,
        boolean softPairing,
        List<PortSpan> spans,
        long patienceNanos,
        long portKey,
        long tableSeed) {

    /** Copies the list. */
    public WorkerSettings {
        spans = List.copyOf(spans);
    }

    /** How long a full ring or queue is waited for unless the configuration says else: 1 ms. */
    public static final long DEFAULT_PATIENCE_NANOS = 1_000_000;

    /** Settings as a configuration without any option gives them. */
    public static WorkerSettings defaults(int workers, int sessions) {
        return new WorkerSettings(
                workers,
                sessions,
                Timeouts.DEFAULT,
                true,
                true,
                true,
                true,
                List.of(),
                DEFAULT_PATIENCE_NANOS,
                0x5eed_0f_0a_0b0c0dL,
                0x7ab1e_5eedL);
    }
}
