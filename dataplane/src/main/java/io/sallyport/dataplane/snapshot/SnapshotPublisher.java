package io.sallyport.dataplane.snapshot;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Passes snapshots from the control thread to the workers: one reference store publishes, and an epoch that each worker
 * acknowledges says when an older one is in nobody's hands (what it holds outside the Java heap may then be freed).
 */
public final class SnapshotPublisher {
    /** One long per worker, 128 bytes apart so that no two workers write to one cache line. */
    private static final int STRIDE = 16;

    private final AtomicReference<Snapshot> current;
    private final AtomicLongArray seen;

    /** Makes a publisher for {@code workers} workers with a first snapshot. */
    public SnapshotPublisher(int workers, Snapshot first) {
        this.current = new AtomicReference<>(first);
        this.seen = new AtomicLongArray((workers + 1) * STRIDE);
    }

    /** Publishes a newer snapshot. Control thread only. */
    public void publish(Snapshot next) {
        current.setRelease(next);
    }

    /** The newest snapshot. Any thread; a worker acknowledges it with {@link #acknowledge}. */
    public Snapshot current() {
        return current.getAcquire();
    }

    /** Says that {@code worker} holds no snapshot older than {@code version} any more. That worker only. */
    public void acknowledge(int worker, long version) {
        seen.setRelease((worker + 1) * STRIDE, version);
    }

    /** The oldest version that a worker may still hold; 0 if some worker has not looked yet. Control thread only. */
    public long oldestInUse() {
        long oldest = Long.MAX_VALUE;
        for (int at = STRIDE; at < seen.length(); at += STRIDE) {
            oldest = Math.min(oldest, seen.getAcquire(at));
        }
        return oldest;
    }
}
