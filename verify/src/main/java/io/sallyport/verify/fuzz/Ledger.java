package io.sallyport.verify.fuzz;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.memory.MemoryDevice;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.verify.check.Finding;

/** Whether every packet and every buffer of a gateway at rest is accounted for. One thread. */
final class Ledger {
    private final MemoryGateway gateway;
    private final int buffers;

    Ledger(MemoryGateway gateway, int buffers) {
        this.gateway = gateway;
        this.buffers = buffers;
    }

    /** Each worker's ledger is zero, what one handed over another has taken, and every buffer is free or held. */
    void check(long now) {
        long held = 0;
        long handed = 0;
        for (Worker worker : gateway.workers()) {
            CounterSnapshot counters = copy(worker, now);
            if (counters.difference() != 0) {
                throw new Finding(
                        "ledger", "that of worker %d is out by %d".formatted(worker.number(), counters.difference()));
            }
            held += counters.held();
            handed += counters.get(Counter.HANDOFF_ENQUEUE) - counters.get(Counter.HANDOFF_DEQUEUE);
        }
        held += onRings(); // after the turns in which the copies were made
        if (handed != onHandoffRings()) {
            throw new Finding(
                    "handoff",
                    "%d packets more handed over than taken, %d on rings".formatted(handed, onHandoffRings()));
        }
        if (gateway.pool().available() + held != buffers) {
            throw new Finding(
                    "buffers",
                    "%d free and %d held make not %d".formatted(gateway.pool().available(), held, buffers));
        }
    }

    private static CounterSnapshot copy(Worker worker, long now) {
        WorkerCounters counters = worker.counters();
        long number = counters.ask();
        try {
            worker.poll(now);
        } catch (RuntimeException | Error thrown) {
            throw Finding.thrown(thrown);
        }
        if (!counters.isAnswered(number)) {
            throw new Finding("counters", "worker " + worker.number() + " made no copy in its turn");
        }
        return counters.read(true);
    }

    private long onRings() {
        long on = onHandoffRings();
        for (int number = 0; number < gateway.snapshots().current().interfaces().size(); number++) {
            MemoryDevice device = gateway.device(number);
            for (int queue = 0; queue < gateway.workers().size(); queue++) {
                on += device.wire(queue).count() + device.sent(queue).count();
            }
        }
        return on;
    }

    private long onHandoffRings() {
        long on = 0;
        int workers = gateway.workers().size();
        for (int from = 0; from < workers; from++) {
            for (int to = 0; to < workers; to++) {
                on += gateway.rings().waiting(from, to);
            }
        }
        return on;
    }

    /** Nothing is left: no session, no port in use, no buffer held. */
    void checkEmpty() {
        for (Worker worker : gateway.workers()) {
            if (worker.sessions().size() != 0) {
                throw new Finding(
                        "end",
                        worker.sessions().size() + " sessions or mappings outlived all timeouts on worker "
                                + worker.number());
            }
            for (int pool = 0; pool < gateway.snapshots().current().poolSize(); pool++) {
                for (int portClass = 0; portClass < PortMap.CLASSES; portClass++) {
                    if (worker.ports().inUse(pool, portClass) != 0) {
                        throw new Finding(
                                "end",
                                "%d ports of pool address %d, class %d, are in use and no session is left on worker %d"
                                        .formatted(
                                                worker.ports().inUse(pool, portClass),
                                                pool,
                                                portClass,
                                                worker.number()));
                    }
                }
            }
        }
        if (gateway.pool().available() != buffers) {
            throw new Finding(
                    "end",
                    "%d of %d buffers did not come back"
                            .formatted(buffers - gateway.pool().available(), buffers));
        }
    }
}
