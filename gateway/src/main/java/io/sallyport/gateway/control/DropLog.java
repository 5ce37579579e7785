package io.sallyport.gateway.control;

import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.worker.Worker;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log about drops, at most one line per worker and reason in a second (checklist C9.4): {@code dropped 312 packets
 * in 1 s on worker 2: handoff_ring_full_new}. Drops that are everyday on the Internet are left to the counters. Control
 * thread only.
 */
final class DropLog {
    private static final Logger LOG = LoggerFactory.getLogger(DropLog.class);
    private static final long PERIOD_NANOS = 1_000_000_000L;

    /** What strangers or mistaken hosts cause at will, and a gateway is there to drop. */
    private static final Set<DropReason> EVERYDAY = EnumSet.of(
            DropReason.ED_FILTER,
            DropReason.NO_SESSION,
            DropReason.TTL_EXPIRED,
            DropReason.NOT_FOR_US,
            DropReason.NON_IPV4,
            DropReason.DESTINATION_NOT_UNICAST);

    private final List<Worker> workers;
    private final long[][] told;
    private long last;

    DropLog(List<Worker> workers, long now) {
        this.workers = workers;
        this.told = new long[workers.size()][DropReason.ALL.length];
        this.last = now;
    }

    void run(long now) {
        if (now - last < PERIOD_NANOS) {
            return;
        }
        long seconds = Math.max(1, (now - last) / PERIOD_NANOS);
        last = now;
        for (Worker worker : workers) {
            for (DropReason reason : DropReason.ALL) {
                tell(worker, reason, seconds);
            }
        }
    }

    private void tell(Worker worker, DropReason reason, long seconds) {
        long count = worker.counters().get(reason);
        long fresh = count - told[worker.number()][reason.ordinal()];
        told[worker.number()][reason.ordinal()] = count;
        if (fresh > 0 && !EVERYDAY.contains(reason)) {
            LOG.warn(
                    "dropped {} packets in {} s on worker {}: {} ({})",
                    fresh,
                    seconds,
                    worker.number(),
                    reason.label(),
                    reason.help());
        }
    }
}
