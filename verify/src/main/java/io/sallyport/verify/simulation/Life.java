package io.sallyport.verify.simulation;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.verify.check.Finding;

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
    private final Drops drops;
    private final LeavingCheck leaving;
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
        this.leaving = new LeavingCheck(scenario, book);
        this.drops = new Drops(rig, book, excuses, congestion, account, tally, trace);
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
            drops.judge(worker, copy, now);
        }
        return work;
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
        leaving.check(parcel, interfaceNumber, queue, frame, now);
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
        return drops.total(reason);
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
