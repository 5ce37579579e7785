package io.sallyport.gateway.control;

import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log about drops: {@code dropped 312 packets in 1 s on worker 2: handoff_ring_full_new to worker 0}. Looks at the
 * workers' counters, which costs the workers nothing; {@link DropLines} decides what is said. Control thread only.
 */
final class DropLog {
    private static final Logger LOG = LoggerFactory.getLogger(DropLog.class);
    private static final long LOOK_NANOS = 50_000_000;

    private final List<WorkerCounters> workers;
    private final long[][] drops;
    private final long[][] refusals;
    private final DropLines lines;
    private final Consumer<String> log;
    private long looked;

    /** Makes one that tells what is dropped from now on; counters by worker number. */
    DropLog(List<WorkerCounters> workers, long now) {
        this(workers, now, LOG::warn);
    }

    DropLog(List<WorkerCounters> workers, long now, Consumer<String> log) {
        this.workers = workers;
        this.drops = new long[workers.size()][DropReason.ALL.length];
        this.refusals = new long[workers.size()][2 * workers.size()];
        this.lines = new DropLines(now);
        this.log = log;
        this.looked = now;
    }

    /** Looks for new drops, twenty times a second at most, and tells what is due. */
    void run(long now) {
        if (now - looked >= LOOK_NANOS) {
            looked = now;
            look(now);
            lines.due(now).forEach(log);
        }
    }

    /** Tells what was not told yet, for there is no later. */
    void end(long now) {
        look(now);
        lines.end(now).forEach(log);
    }

    private void look(long now) {
        for (int worker = 0; worker < workers.size(); worker++) {
            for (DropReason reason : DropReason.ALL) {
                switch (reason) {
                    case HANDOFF_RING_FULL_NEW -> refusals(worker, reason, false, now);
                    case HANDOFF_RING_FULL_ESTABLISHED -> refusals(worker, reason, true, now);
                    default -> drops(worker, reason, now);
                }
            }
        }
    }

    private void drops(int worker, DropReason reason, long now) {
        long count = workers.get(worker).get(reason);
        long fresh = count - drops[worker][reason.ordinal()];
        if (fresh > 0) {
            drops[worker][reason.ordinal()] = count;
            lines.dropped(new DropSource(worker, reason), fresh, now);
        }
    }

    private void refusals(int worker, DropReason reason, boolean established, long now) {
        for (int to = 0; to < workers.size(); to++) {
            int place = 2 * to + (established ? 1 : 0);
            long count = workers.get(worker).refusedBy(to, established);
            long fresh = count - refusals[worker][place];
            if (fresh > 0) {
                refusals[worker][place] = count;
                lines.dropped(new DropSource(worker, reason, to), fresh, now);
            }
        }
    }
}
