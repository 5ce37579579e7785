package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.Gauge;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.TcpState;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;

/**
 * Second stage: passes packets that another worker owns to that worker, over one single-producer single-consumer ring for
 * each ordered pair of workers (checklist C3.4 to C3.9), and takes what the others pass here.
 *
 * <p>Packets are staged per destination and enqueued once per turn. While a ring is full its stage is kept and
 * {@link #blocked} tells the worker to leave its receive queues alone: busy is no reason to drop. When patience ends, what
 * does not fit is dropped and counted (C9.1), packets that open flows and those that do not apart (C3.10).
 *
 * <p>What a packet has behind it ({@link Pass}) goes with it as the buffer's tag, a later fragment's ports as its note.
 */
public final class Handoff {
    private final int self;
    private final int workers;
    private final Ring[] outgoing;
    private final Ring[] incoming;
    private final Outbox[] staged;
    private final long taken;
    private final WorkerCounters counters;
    private final Fates fates;
    private int next;
    private boolean blocked;

    /**
     * Makes the stage for one worker.
     *
     * @param self number of the worker
     * @param outgoing rings to other workers, by worker; the own place is not looked at
     * @param incoming rings from other workers, by worker; the own place is not looked at
     * @param scratch memory of {@link #bytes} bytes
     * @param patienceNanos how long a full ring is waited for, in nanoseconds
     */
    public Handoff(
            int self,
            Ring[] outgoing,
            Ring[] incoming,
            long scratch,
            long patienceNanos,
            WorkerCounters counters,
            Fates fates) {
        this.self = self;
        this.workers = outgoing.length;
        this.outgoing = outgoing.clone();
        this.incoming = incoming.clone();
        this.staged = new Outbox[workers];
        for (int to = 0; to < workers; to++) {
            staged[to] = new Outbox(scratch + Outbox.BYTES * to, patienceNanos);
        }
        this.taken = scratch + Outbox.BYTES * workers;
        this.counters = counters;
        this.fates = fates;
    }

    /** Bytes of scratch memory for a number of workers. */
    public static long bytes(int workers) {
        return Outbox.BYTES * workers + 8L * Burst.MAX;
    }

    /** Stages every packet of the burst that this worker does not own, and ends its way here. */
    public void run(Burst burst) {
        for (int i = 0; i < burst.count; i++) {
            if (Way.isOwned(burst.way[i]) && burst.owner[i] != self) {
                pass(burst, i);
            }
        }
    }

    /** A TCP segment with SYN alone is the only packet that is known, without a table, to belong to no established flow. */
    private static boolean opens(Burst burst, int i) {
        return burst.way[i] == Way.OUT
                && !Ipv4.isLaterFragment(burst.ip[i])
                && TcpState.isSyn(burst.protocol[i], burst.transport[i]);
    }

    private void pass(Burst burst, int i) {
        int to = burst.owner[i];
        long mbuf = burst.mbuf[i];
        int opening = opens(burst, i) ? Pass.OPENING : 0;
        burst.way[i] = Way.DONE;
        Mbuf.setDevice(mbuf, burst.from[i]);
        Mbuf.setTag(mbuf, burst.pass[i] | Pass.ADMITTED | opening);
        Mbuf.setNote(mbuf, burst.ports[i]);
        if (!staged[to].add(mbuf)) {
            refuse(to, mbuf);
        }
    }

    /** Enqueues what is staged, as far as it fits; drops what has waited too long. */
    public void flush(long nowNanos) {
        blocked = false;
        for (int to = 0; to < workers; to++) {
            if (staged[to].count() > 0) {
                flush(to, nowNanos);
            }
        }
    }

    private void flush(int to, long nowNanos) {
        Outbox box = staged[to];
        int sent = outgoing[to].enqueue(box.pointers(), box.count());
        if (sent > 0) {
            counters.add(Counter.HANDOFF_ENQUEUE, sent);
            counters.handedTo(to, sent);
        }
        if (box.accepted(sent, nowNanos)) {
            blocked |= box.count() > 0;
            return;
        }
        for (int k = 0; k < box.count(); k++) {
            refuse(to, box.mbuf(k));
        }
        box.clear();
    }

    private void refuse(int to, long mbuf) {
        boolean established = !Pass.has(Mbuf.tag(mbuf), Pass.OPENING);
        counters.add(Counter.HANDOFF_DROP, 1);
        counters.refusedBy(to, established, 1);
        fates.drop(mbuf, established ? DropReason.HANDOFF_RING_FULL_ESTABLISHED : DropReason.HANDOFF_RING_FULL_NEW);
    }

    /** Whether some ring was still full at the last {@link #flush}: no new packets should be received. */
    public boolean blocked() {
        return blocked;
    }

    /** Takes a burst from the next worker's ring that has one; the burst is empty if none has. */
    public void take(Burst burst) {
        burst.count = 0;
        burst.handedOver = true;
        for (int k = 0; k < workers && burst.count == 0; k++) {
            next = next + 1 == workers ? 0 : next + 1;
            if (next != self) {
                takeFrom(next, burst);
            }
        }
    }

    private void takeFrom(int from, Burst burst) {
        int n = incoming[from].dequeue(taken, Burst.MAX);
        for (int i = 0; i < n; i++) {
            long mbuf = Memory.getLong(taken + 8L * i);
            burst.mbuf[i] = mbuf;
            burst.from[i] = Mbuf.device(mbuf);
            burst.pass[i] = Mbuf.tag(mbuf) & ~Pass.OPENING;
            burst.ports[i] = Mbuf.note(mbuf);
        }
        burst.count = n;
        if (n > 0) {
            counters.add(Counter.HANDOFF_DEQUEUE, n);
            counters.takenFrom(from, n);
        }
    }

    /** Whether a whole burst could be staged for any destination. */
    public boolean hasRoom() {
        for (Outbox box : staged) {
            if (!box.hasRoomFor(Burst.MAX)) {
                return false;
            }
        }
        return true;
    }

    /** Sets the gauge of packets that wait here. */
    public void count() {
        int held = 0;
        for (Outbox box : staged) {
            held += box.count();
        }
        counters.set(Gauge.HELD_FOR_HANDOFF, held);
    }
}
