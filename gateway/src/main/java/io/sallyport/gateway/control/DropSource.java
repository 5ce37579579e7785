package io.sallyport.gateway.control;

import io.sallyport.dataplane.count.DropReason;

/**
 * One place where packets are dropped: what a line of the log is about.
 *
 * @param worker the worker that dropped them
 * @param reason why
 * @param to for a full handoff ring the worker it leads to, else {@link #NOWHERE}
 */
record DropSource(int worker, DropReason reason, int to) {
    /** The reason has nothing to do with another worker. */
    static final int NOWHERE = -1;

    DropSource(int worker, DropReason reason) {
        this(worker, reason, NOWHERE);
    }

    /** {@code worker 2: handoff_ring_full_new to worker 0 (ring to the owner …)}. */
    @Override
    public String toString() {
        String destination = to == NOWHERE ? "" : " to worker " + to;
        return "worker " + worker + ": " + reason.label() + destination + " (" + reason.help() + ")";
    }
}
