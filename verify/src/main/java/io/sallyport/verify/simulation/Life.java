package io.sallyport.verify.simulation;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.verify.check.Finding;
import java.util.List;

/**
 * One life of a gateway, from start to restart: gives workers their turns and, after each, holds what became of packets against
 * the book. One thread.
 */
final class Life implements SimulatedDevice.Leaving {
    private final Scenario scenario;
    private final Book book;
    private final Excuses excuses;
    private final Tally tally;
    private final Trace trace;
    private final Rig rig;
    private final Congestion congestion;
    private final Account account;
    private final long[][] dropped;
    private final long[] deleted;
    private final int[] counted = new int[DropReason.ALL.length];
    private final long[] arrived;
    private long now;
    private boolean transmitted;

    Life(
            Rig.Desk desk,
            Scenario scenario,
            int workers,
            int bits,
            Book book,
            Excuses excuses,
            Tally tally,
            Trace trace,
            long now) {
        this.scenario = scenario;
        this.book = book;
        this.excuses = excuses;
        this.tally = tally;
        this.trace = trace;
        this.now = now;
        this.rig = new Rig(desk, scenario, workers, bits, this, now);
        this.congestion = new Congestion(rig);
        this.account = new Account(workers);
        this.dropped = new long[workers][DropReason.ALL.length];
        this.deleted = new long[workers];
        this.arrived = new long[workers];
        tally.life(workers);
    }

    Rig rig() {
        return rig;
    }

    Account account() {
        return account;
    }

    int workers() {
        return rig.workers().size();
    }

    /** Packets that the card has given to a worker's queues. */
    long arrived(int worker) {
        return arrived[worker];
    }

    /** Sets the time, in nanoseconds. */
    void at(long nanos) {
        now = nanos;
    }

    long now() {
        return now;
    }

    /** A packet comes in on a queue. */
    void arrive(int queue, Parcel parcel) {
        int from = parcel.of().fromOutside(parcel.side()) ? Network.OUTSIDE : Network.INSIDE;
        boolean accepted = rig.arrive(from, queue, parcel);
        trace.line(
                now,
                () -> "in      queue %d of interface %d: %s%s"
                        .formatted(queue, from, parcel, accepted ? "" : " (no room: the card loses it)"));
        tally.add(accepted ? Tally.Of.PACKETS : Tally.Of.PACKETS_THE_CARD_LOST, 1);
        if (accepted) {
            arrived[queue]++;
            noteKind(parcel);
        }
    }

    private void noteKind(Parcel parcel) {
        if (parcel.kind() == Parcel.Kind.PIECE) {
            tally.add(Tally.Of.FRAGMENTS, 1);
            tally.add(Tally.Of.FRAGMENTS_ACROSS_WORKERS, parcel.way().length() > 1 ? 1 : 0);
        } else if (parcel.kind() == Parcel.Kind.ERROR) {
            tally.add(Tally.Of.ICMP_ERRORS, 1);
        }
    }

    /** A worker takes a turn; returns what it says it has done. */
    int turn(int number) {
        Worker worker = rig.workers().get(number);
        WorkerCounters counters = worker.counters();
        long question = counters.ask();
        rig.pool().forget();
        transmitted = false;
        int work;
        try {
            work = worker.poll(now);
        } catch (Finding finding) {
            throw finding;
        } catch (RuntimeException | Error thrown) {
            throw Finding.thrown(thrown);
        }
        if (!counters.isAnswered(question)) {
            throw new Finding("counters", "worker " + number + " made no copy in its turn");
        }
        tally.add(Tally.Of.TURNS, 1);
        tally.add(Tally.Of.TURNS_WITH_A_FULL_RING, congestion.turned(number, now) ? 1 : 0);
        if (work > 0 || transmitted || !rig.pool().given().isEmpty()) {
            CounterSnapshot copy = counters.read(true);
            if (copy.difference() != 0) {
                throw new Finding("ledger", "that of worker %d is out by %d".formatted(number, copy.difference()));
            }
            fates(worker, copy);
        }
        return work;
    }

    /** What the worker gave back in its turn was dropped, each packet for a reason that it may have. */
    private void fates(Worker worker, CounterSnapshot copy) {
        int number = worker.number();
        int sum = 0;
        for (DropReason reason : DropReason.ALL) {
            int at = reason.ordinal();
            long total = copy.get(reason);
            counted[at] = (int) (total - dropped[number][at]);
            dropped[number][at] = total;
            sum += counted[at];
        }
        long deletedNow = copy.get(Counter.SESSIONS_DELETED);
        List<Parcel> given = rig.pool().given();
        if (given.size() != sum) {
            throw new Finding(
                    "drops",
                    "worker %d has given %d packets back and counted %d drops".formatted(number, given.size(), sum));
        }
        if (sum > 0) {
            boolean full = worker.sessions().size() + 1 >= worker.sessions().capacity() || deletedNow > deleted[number];
            drops(number, given, full);
        }
        deleted[number] = deletedNow;
    }

    private void drops(int worker, List<Parcel> given, boolean tableFull) {
        Excuses.Trouble trouble = new Excuses.Trouble(
                now,
                congestion.ringLacks(worker, now),
                congestion.ringStands(worker, now),
                congestion.transmitStands(worker, now),
                tableFull);
        long[] may =
                given.stream().mapToLong(parcel -> may(worker, parcel, trouble)).toArray();
        DropReason[] reasons = Matching.assign(may, counted);
        for (int k = 0; k < reasons.length; k++) {
            Parcel parcel = given.get(k);
            DropReason reason = reasons[k];
            if (reason == null) {
                throw unexcused(worker, parcel, may[k], trouble);
            }
            trace.line(now, () -> "dropped by worker %d, %s: %s".formatted(worker, reason.label(), parcel));
            drop(worker, parcel, reason, may[k]);
        }
    }

    private long may(int worker, Parcel parcel, Excuses.Trouble trouble) {
        if (!parcel.way().leadsTo(worker)) {
            throw new Finding(
                    "owner", "%s is dropped by worker %d; its way is %s".formatted(parcel, worker, parcel.way()));
        }
        long reasons = excuses.of(parcel, trouble, crowd(worker, parcel.way()));
        return parcel.kind() == Parcel.Kind.OWN ? reasons : Account.possible(parcel, worker, reasons);
    }

    /** Most packets that may be waiting where a packet is handed over by a worker. */
    private int crowd(int worker, Way way) {
        int most = 0;
        for (int place = 1; place < way.length(); place++) {
            if (way.at(place - 1) == worker) {
                most = Math.max(most, 1 + rig.pool().headed(worker, way.at(place)));
            }
        }
        return most;
    }

    private void drop(int worker, Parcel parcel, DropReason reason, long may) {
        tally.dropped(reason);
        if (parcel.kind() == Parcel.Kind.OWN) {
            return;
        }
        if (parcel.kind() == Parcel.Kind.STRANGER && reason == DropReason.ED_FILTER) {
            tally.add(Tally.Of.STRANGERS_REFUSED, 1);
        }
        long seen = 0;
        for (int at = 0; at < counted.length; at++) {
            seen |= counted[at] > 0 ? 1L << at : 0;
        }
        account.dropped(parcel, worker, may & seen);
    }

    private Finding unexcused(int worker, Parcel parcel, long may, Excuses.Trouble trouble) {
        StringBuilder counts = new StringBuilder();
        StringBuilder allowed = new StringBuilder();
        for (DropReason reason : DropReason.ALL) {
            int n = counted[reason.ordinal()];
            counts.append(n > 0 ? " " + n + " " + reason.label() : "");
            allowed.append((may & 1L << reason.ordinal()) != 0 ? " " + reason.label() : "");
        }
        boolean sure = parcel.flow() != null && book.conversation(parcel.flow()).isSure(now);
        return new Finding(
                sure && parcel.isKnown() ? "established flow" : "drop reason",
                "%s is lost on worker %d, which counted%s; it may be dropped for%s only (%s)"
                        .formatted(parcel, worker, counts, allowed.isEmpty() ? " nothing" : allowed, trouble));
    }

    @Override
    public void left(int interfaceNumber, int queue, long mbuf) {
        transmitted = true;
        congestion.took(interfaceNumber, queue);
        Parcel parcel = rig.pool().sent(mbuf);
        byte[] frame = Memory.bytes(Mbuf.data(mbuf), Mbuf.dataLength(mbuf));
        trace.line(
                now,
                () -> "out     queue %d of interface %d: %s%s"
                        .formatted(queue, interfaceNumber, parcel, Labels.ends(parcel, frame)));
        book.left(parcel, interfaceNumber, queue, frame, now);
        tally.add(Tally.Of.LEFT, 1);
        if (parcel.kind() == Parcel.Kind.OWN) {
            tally.add(Tally.Of.OWN_ICMP_ERRORS, 1);
        } else {
            account.arrived(parcel);
        }
    }

    @Override
    public void full(int interfaceNumber, int queue, int taken) {
        congestion.refused(interfaceNumber, queue, now);
        tally.add(Tally.Of.TRANSMIT_QUEUE_FULL, 1);
    }

    /** Whether packets may wait for a neighbor now. */
    boolean neighborLacks() {
        return excuses.neighborLacks();
    }

    Scenario scenario() {
        return scenario;
    }

    Book book() {
        return book;
    }

    /** Packets dropped for a reason by all workers. */
    long dropped(DropReason reason) {
        long sum = 0;
        for (long[] worker : dropped) {
            sum += worker[reason.ordinal()];
        }
        return sum;
    }

    /** Adds what this life has shown to the tally. */
    void end() {
        for (Worker worker : rig.workers()) {
            WorkerCounters counters = worker.counters();
            tally.add(Tally.Of.HANDED_OVER, counters.get(Counter.HANDOFF_ENQUEUE));
            tally.add(Tally.Of.HAIRPINS, counters.get(Counter.HAIRPIN_PACKETS));
            tally.add(Tally.Of.SESSIONS, counters.get(Counter.SESSIONS_CREATED));
            tally.add(Tally.Of.SESSIONS_TIMED_OUT, counters.get(Counter.SESSIONS_TIMED_OUT));
        }
    }
}
