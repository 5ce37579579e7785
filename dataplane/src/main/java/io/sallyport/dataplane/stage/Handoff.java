package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.Gauge;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.session.HintMap;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.Prefetch;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;

/**
 * Second stage: passes packets that another worker owns to that worker, over single-producer single-consumer rings for
 * each ordered pair of workers (checklist C3.4 to C3.9), and takes what the others pass here.
 *
 * <p>Packets are staged per destination and enqueued once per turn. While a ring is full its stage is kept and
 * {@link #blocked} tells the worker to leave its receive queues alone: busy is no reason to drop. When patience ends, what
 * does not fit is dropped and counted (C9.1), new flows first (C3.10), see {@link Lane}.
 *
 * <p>A packet can be handed off more than once: to the fragment home, to the owner of its flow, to the owner of a hairpin's second
 * half. Each second pass begins a new <em>leg</em> of its way, and each leg has rings of its own: what is taken from the ring of one leg can only
 * go on to a later one, and the last leg always ends. So workers never wait for each other in a circle.
 *
 * <p>What a packet has behind it ({@link Pass}), and what its owner would find out about it once more, goes with it: as the buffer's
 * tag ({@link Tag}), the ports of its key as the note.
 */
public final class Handoff {
    /** Legs: fragment home, owner, the two of a hairpin's second half, and one for ICMP errors of the gateway's own. */
    public static final int LEGS = 5;

    private final int self;
    private final int workers;
    private final Ring[][] incoming;
    private final Lane[][] lanes;
    private final long taken;
    private final WorkerCounters counters;
    private final Fates fates;
    private int next;
    private boolean busy;
    private boolean blocked;

    /**
     * Makes the stage for one worker.
     *
     * @param self number of the worker
     * @param outgoing rings to other workers, by leg and worker; the own place is not looked at
     * @param incoming rings from other workers, by leg and worker; the own place is not looked at
     * @param hints which flows have sessions, by worker
     * @param scratch memory of {@link #bytes} bytes
     * @param patienceNanos how long a full ring is waited for, in nanoseconds
     */
    public Handoff(
            int self,
            Ring[][] outgoing,
            Ring[][] incoming,
            HintMap[] hints,
            long scratch,
            long patienceNanos,
            WorkerCounters counters,
            Fates fates) {
        this.self = self;
        this.workers = hints.length;
        this.incoming = incoming.clone();
        this.lanes = new Lane[LEGS][workers];
        this.counters = counters;
        this.fates = fates;
        long at = scratch;
        for (int leg = 0; leg < LEGS; leg++) {
            for (int to = 0; to < workers; to++) {
                int worker = to;
                Lane.Refused refused = (mbuf, established) -> refuse(worker, mbuf, established);
                lanes[leg][to] = new Lane(outgoing[leg][to], hints[to], staged(leg), at, patienceNanos, refused);
                at += Lane.bytes(staged(leg));
            }
        }
        this.taken = at;
    }

    /** Bytes of scratch memory for a number of workers. */
    public static long bytes(int workers) {
        return Lane.bytes(stagedPerWorker()) * workers + 8L * Burst.MAX;
    }

    /** Most packets that can be staged for one other worker. */
    public static int stagedPerWorker() {
        return staged(0) + (LEGS - 1) * staged(1);
    }

    /** Few packets go on later legs. */
    private static int staged(int leg) {
        return (leg == 0 ? 4 : 2) * Burst.MAX;
    }

    /** Takes every packet that this worker does not own out of the burst and stages it; the others move up. */
    public void run(Burst burst, Snapshot snapshot) {
        long end = burst.end();
        long kept = burst.first();
        for (long packet = burst.first(); packet < end; packet += Packet.SIZE) {
            if (Way.isOwned(Packet.way(packet)) && Packet.owner(packet) != self) {
                pass(packet, snapshot.version());
            } else {
                if (kept != packet) {
                    Packet.move(packet, kept);
                }
                kept += Packet.SIZE;
            }
        }
        count(burst.receivedFrom(), (int) ((end - kept) / Packet.SIZE));
        burst.cut(kept);
    }

    private void count(int receivedFrom, int passed) {
        if (passed > 0 && receivedFrom != Burst.NOWHERE) {
            counters.handedOff(receivedFrom, passed);
        }
    }

    private void pass(long packet, long version) {
        long mbuf = Packet.mbuf(packet);
        boolean known = Packet.way(packet) != Way.FRAGMENT;
        busy = true;
        Mbuf.setDevice(mbuf, Packet.from(packet));
        Mbuf.setTag(mbuf, Tag.of(packet, version));
        Mbuf.setNote(mbuf, Packet.ports(packet));
        Lane lane = lanes[Pass.leg(Packet.pass(packet))][Packet.owner(packet)];
        lane.add(
                mbuf,
                Packet.addresses(packet),
                known ? Lane.rest(Packet.ports(packet), Packet.protocol(packet)) : Lane.UNKNOWN);
    }

    /** Enqueues what is staged, as far as it fits; drops what has waited too long. */
    public void flush(long nowNanos) {
        blocked = false;
        if (!busy) {
            return;
        }
        busy = false;
        for (Lane[] leg : lanes) {
            for (int to = 0; to < workers; to++) {
                if (!leg[to].isIdle()) {
                    flush(leg[to], to, nowNanos);
                }
            }
        }
    }

    private void flush(Lane lane, int to, long nowNanos) {
        int sent = lane.flush(nowNanos);
        if (sent > 0) {
            counters.add(Counter.HANDOFF_ENQUEUE, sent);
            counters.handedTo(to, sent);
        }
        busy |= !lane.isIdle();
        blocked |= lane.blocks();
    }

    private void refuse(int to, long mbuf, boolean established) {
        counters.add(Counter.HANDOFF_DROP, 1);
        counters.refusedBy(to, established, 1);
        fates.drop(mbuf, established ? DropReason.HANDOFF_RING_FULL_ESTABLISHED : DropReason.HANDOFF_RING_FULL_NEW);
    }

    /** Whether some ring was still full at the last {@link #flush}: no new packets should be received. */
    public boolean blocked() {
        return blocked;
    }

    /**
     * Takes a burst of what other workers have put on their rings of one leg, the last leg on which there is anything; the burst is empty
     * if there is nothing. Rings take turns in being first.
     *
     * @param firstLeg packets of earlier legs stay
     * @return whether there may be more
     */
    public boolean take(Burst burst, int firstLeg, Snapshot snapshot) {
        int leg = LEGS - 1;
        int n = collect(incoming[leg]);
        while (n == 0 && leg > firstLeg) {
            leg--;
            n = collect(incoming[leg]);
        }
        burst.begin(n, true);
        if (n > 0) {
            fill(burst, n, snapshot.version());
            counters.add(Counter.HANDOFF_DEQUEUE, n);
        }
        return n == Burst.MAX || leg > firstLeg;
    }

    private int collect(Ring[] rings) {
        int n = 0;
        for (int k = 0; k < workers && n < Burst.MAX; k++) {
            next = next + 1 == workers ? 0 : next + 1;
            if (next != self && rings[next].count() > 0) {
                n += takeFrom(next, rings[next], n);
            }
        }
        return n;
    }

    private int takeFrom(int from, Ring ring, int first) {
        int n = ring.dequeue(taken + 8L * first, Burst.MAX - first);
        counters.takenFrom(from, n);
        return n;
    }

    private void fill(Burst burst, int n, long version) {
        Prefetch.lines(taken, n); // they are in other CPUs' caches
        for (int i = 0; i < n; i++) {
            long mbuf = Memory.getLong(taken + 8L * i);
            long packet = burst.packet(i);
            int tag = Mbuf.tag(mbuf);
            Packet.set(packet, mbuf, Mbuf.device(mbuf), Tag.pass(tag, version));
            Packet.setOwner(packet, Tag.slot(tag), self);
            Packet.setPorts(packet, Mbuf.note(mbuf));
        }
        burst.prefetch(taken);
    }

    /** Whether a whole burst on a leg could be staged for any destination. On the last leg nothing is waited for. */
    public boolean hasRoom(int leg) {
        if (!busy || leg == Pass.LAST_LEG) {
            return true;
        }
        for (Lane lane : lanes[leg]) {
            if (!lane.hasRoom()) {
                return false;
            }
        }
        return true;
    }

    /** Sets the gauge of packets that wait here. */
    public void count() {
        int held = 0;
        for (Lane[] leg : lanes) {
            for (Lane lane : leg) {
                held += lane.count();
            }
        }
        counters.set(Gauge.HELD_FOR_HANDOFF, held);
    }
}
