package io.sallyport.verify.simulation;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.Gauge;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.verify.check.Finding;
import io.sallyport.verify.check.StateCheck;
import java.util.List;

/** Whether a gateway at rest has accounted for everything: packets, buffers, hand-overs, sessions and ports. Slow. */
final class RestCheck {
    private final Life life;
    private final Rig rig;
    private final List<CounterSnapshot> counters;

    /** Looks at a gateway each of whose workers has made a copy of its counters since anything last moved. */
    RestCheck(Life life) {
        this.life = life;
        this.rig = life.rig();
        this.counters = rig.workers().stream()
                .map(worker -> worker.counters().read(true))
                .toList();
    }

    /** Looks at all of it. */
    void run() {
        Account account = life.account().copy();
        int waiting = waiting(account);
        long held = 0;
        long own = Math.min(
                rig.pool().generated(),
                life.dropped(DropReason.NO_ROUTE) + life.dropped(DropReason.NEIGHBOR_UNRESOLVED));
        for (Worker worker : rig.workers()) {
            CounterSnapshot copy = counters.get(worker.number());
            account.check(worker.number(), copy, own);
            sessions(worker, copy);
            drops(worker.number(), copy);
            long waits = copy.get(Gauge.HELD_FOR_NEIGHBOR) + copy.get(Gauge.HELD_FOR_FRAGMENT);
            held += waits;
            if (copy.held() != waits) {
                throw new Finding("rest", "worker %d still has packets to pass on".formatted(worker.number()));
            }
        }
        if (waiting != held) {
            throw new Finding("buffers", "%d buffers are out and workers hold %d packets".formatted(waiting, held));
        }
        rings();
        sums();
        new StateCheck(
                        rig.workers(),
                        life.scenario().pool(),
                        life.scenario().limits().sessionsPerHost())
                .run();
        new SessionsCheck(life).run();
    }

    /** Packets that wait for a neighbor or for the first fragment, the only ones that may be anywhere now. */
    private int waiting(Account account) {
        int waiting = 0;
        for (Parcel parcel : rig.pool().parcels()) {
            waiting++;
            if (parcel.kind() == Parcel.Kind.OWN) {
                continue;
            }
            boolean piece = parcel.kind() == Parcel.Kind.PIECE && parcel.piece() > 0;
            if (!piece && !life.neighborLacks()) {
                throw new Finding("rest", parcel + " has not left, and nothing keeps it");
            }
            account.waits(parcel, piece, life.neighborLacks());
        }
        return waiting;
    }

    /** What is counted beside the reasons of drops agrees with them. */
    private static void drops(int worker, CounterSnapshot counters) {
        long ringNew = counters.get(DropReason.HANDOFF_RING_FULL_NEW);
        long ringEstablished = counters.get(DropReason.HANDOFF_RING_FULL_ESTABLISHED);
        if (counters.get(Counter.HANDOFF_DROP) != ringNew + ringEstablished
                || counters.get(Counter.ED_DROP) != counters.get(DropReason.ED_FILTER)
                || counters.get(Counter.PORT_ALLOCATION_FAILURE) > counters.get(DropReason.NO_PORT)) {
            throw new Finding(
                    "drop counters",
                    "worker %d counts handoff_drop %d, ed_drop %d, port_allocation_failure %d beside other numbers of such drops"
                            .formatted(
                                    worker,
                                    counters.get(Counter.HANDOFF_DROP),
                                    counters.get(Counter.ED_DROP),
                                    counters.get(Counter.PORT_ALLOCATION_FAILURE)));
        }
    }

    private static void sessions(Worker worker, CounterSnapshot counters) {
        long sessions = 0;
        for (int index = 0; index < worker.sessions().capacity(); index++) {
            long line = worker.sessions().line(index);
            sessions += worker.sessions().live(index) && SessionLine.isSession(line) ? 1 : 0;
        }
        long active = counters.get(Counter.SESSIONS_ACTIVE);
        long created = counters.get(Counter.SESSIONS_CREATED);
        long deleted = counters.get(Counter.SESSIONS_DELETED);
        if (active != sessions || created - deleted != active) {
            throw new Finding(
                    "session counters",
                    "worker %d counts %d created, %d deleted, %d active and has %d"
                            .formatted(worker.number(), created, deleted, active, sessions));
        }
        if (counters.get(Counter.SESSIONS_TIMED_OUT) > deleted) {
            throw new Finding("session counters", "more sessions timed out than ended");
        }
    }

    /** Nothing is on a ring, and each pair of workers agrees on how many were. */
    private void rings() {
        for (Worker from : rig.workers()) {
            CounterSnapshot sender = counters.get(from.number());
            for (Worker to : rig.workers()) {
                int ring = rig.waiting(from.number(), to.number());
                long taken = counters.get(to.number()).takenFrom(from.number());
                if (ring != 0 || sender.handedTo(to.number()) != taken) {
                    throw new Finding(
                            "handoff",
                            "worker %d has handed %d packets to worker %d, which has taken %d; %d are on the ring"
                                    .formatted(from.number(), sender.handedTo(to.number()), to.number(), taken, ring));
                }
            }
        }
    }

    /** What devices have given and taken is what workers say. */
    private void sums() {
        long own = 0;
        for (Worker worker : rig.workers()) {
            int queue = worker.number();
            CounterSnapshot copy = counters.get(queue);
            own += copy.get(Counter.GENERATED_PACKETS);
            for (int number = 0; number < 2; number++) {
                SimulatedDevice device = rig.device(number);
                if (device.received(queue) != copy.received(number)
                        || device.transmitted(queue) != copy.transmitted(number)) {
                    throw new Finding(
                            "sums",
                            "interface %d, queue %d: %d received and %d transmitted, the worker counts %d and %d"
                                    .formatted(
                                            number,
                                            queue,
                                            device.received(queue),
                                            device.transmitted(queue),
                                            copy.received(number),
                                            copy.transmitted(number)));
                }
            }
            if (copy.get(Counter.RX_PACKETS) != life.arrived(queue)) {
                throw new Finding(
                        "sums",
                        "%d packets came in on queue %d, the worker counts %d"
                                .formatted(life.arrived(queue), queue, copy.get(Counter.RX_PACKETS)));
            }
        }
        if (own != rig.pool().generated()) {
            throw new Finding(
                    "sums",
                    "workers have taken %d buffers for packets of their own and count %d"
                            .formatted(rig.pool().generated(), own));
        }
    }

    /** Nothing is left at all. */
    void empty() {
        for (Worker worker : rig.workers()) {
            if (worker.sessions().size() != 0) {
                throw new Finding(
                        "end",
                        "%d sessions or mappings have outlived all timeouts on worker %d"
                                .formatted(worker.sessions().size(), worker.number()));
            }
        }
        if (rig.pool().out() != 0) {
            throw new Finding("end", rig.pool().out() + " buffers did not come back");
        }
    }
}
