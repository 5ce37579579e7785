package io.sallyport.verify.fuzz;

import io.sallyport.dataplane.memory.MemoryDevice;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.NeighborRequest;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.verify.check.Finding;
import io.sallyport.verify.check.StateCheck;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A gateway that is being fuzzed: every method is one step of the {@link Journal}, does it, and checks what can be checked at
 * once. A {@link Finding} ends it. One thread.
 */
final class Subject implements AutoCloseable {
    /** Sets of known neighbors for {@link #neighbors}. */
    static final int NEIGHBOR_VARIANTS = 9;

    private static final int BURST = 64;
    private static final int MOST_ROUNDS = 200;
    private static final long NANOS_PER_TURN = 1_000;

    private final Setup setup;
    private final Journal journal;
    private final MemoryGateway gateway;
    private final MemoryPool pool;
    private final TableArena arena = new TableArena();
    private final long pointers = arena.allocate(8L * BURST, "fuzzer");
    private final LeavingCheck leaving;
    private final Ledger ledger;
    private final Seen seen;
    private final UnaryOperator<byte[]> wire;
    private final List<NeighborTable> neighbors;
    private long now = 1_000_000_000L;
    private int lastLeft;

    /**
     * Makes the gateway.
     *
     * @param journal where every step is written
     * @param seen where the frames that leave are put
     * @param wire what carries them there: {@link UnaryOperator#identity}, but in a test that plants a fault
     */
    Subject(Setup setup, Journal journal, Seen seen, UnaryOperator<byte[]> wire) {
        this.setup = setup;
        this.journal = journal;
        this.seen = seen;
        this.wire = wire;
        this.gateway =
                new MemoryGateway(setup.settings(), setup.topology(), setup.buffers(), setup.queue(), setup.handoff());
        this.pool = gateway.pool();
        this.leaving = new LeavingCheck(setup);
        this.ledger = new Ledger(gateway, setup.buffers());
        int interfaces = setup.topology().interfaces().size();
        this.neighbors = IntStream.range(0, NEIGHBOR_VARIANTS)
                .mapToObj(variant -> new NeighborTable(Surroundings.neighbors(interfaces, variant)))
                .toList();
    }

    Setup setup() {
        return setup;
    }

    List<Worker> workers() {
        return gateway.workers();
    }

    /** Frames that left in the last {@link #drain}. */
    int left() {
        return lastLeft;
    }

    /** A frame comes in; false if it is lost on the wire because the queue is full or no buffer is left. */
    boolean frame(int interfaceNumber, int queue, byte[] frame) {
        journal.add(Journal.Kind.FRAME, interfaceNumber, queue, frame);
        Ring line = gateway.device(interfaceNumber).wire(queue);
        long mbuf = line.free() == 0 ? 0 : pool.packet(frame.length);
        if (mbuf != 0) {
            Memory.put(Mbuf.data(mbuf), frame);
            Memory.putLong(pointers, mbuf);
            line.enqueue(pointers, 1);
        }
        return mbuf != 0;
    }

    void pass(long nanos) {
        journal.add(Journal.Kind.PASS, nanos, 0);
        now += nanos;
    }

    void turn(int worker) {
        journal.add(Journal.Kind.TURN, worker, 0);
        poll(gateway.workers().get(worker));
    }

    void turns() {
        journal.add(Journal.Kind.TURNS, 0, 0);
        rounds();
    }

    private void rounds() {
        int rounds = 0;
        while (round() > 0) {
            if (++rounds == MOST_ROUNDS) {
                throw new Finding(
                        "no rest", "after " + rounds + " rounds of turns without new frames there is still work");
            }
        }
    }

    private int round() {
        int work = 0;
        for (Worker worker : gateway.workers()) {
            work += poll(worker);
        }
        return work;
    }

    private int poll(Worker worker) {
        now += NANOS_PER_TURN;
        try {
            return worker.poll(now);
        } catch (RuntimeException | Error thrown) {
            throw Finding.thrown(thrown);
        }
    }

    void drain() {
        journal.add(Journal.Kind.DRAIN, 0, 0);
        lastLeft = takeAll();
    }

    private int takeAll() {
        int taken = 0;
        for (int number = 0; number < setup.topology().interfaces().size(); number++) {
            MemoryDevice device = gateway.device(number);
            for (int queue = 0; queue < gateway.workers().size(); queue++) {
                taken += take(number, device.sent(queue));
            }
        }
        for (Ring up : gateway.rings().up()) {
            freeSlowPath(up);
        }
        return taken;
    }

    private int take(int interfaceNumber, Ring sent) {
        int taken = 0;
        for (int n = sent.dequeue(pointers, BURST); n > 0; n = sent.dequeue(pointers, BURST)) {
            for (int i = 0; i < n; i++) {
                long mbuf = Memory.getLong(pointers + 8L * i);
                byte[] frame = wire.apply(Memory.bytes(Mbuf.data(mbuf), Mbuf.dataLength(mbuf)));
                pool.free(mbuf);
                seen.add(interfaceNumber, frame);
                leaving.check(interfaceNumber, frame);
            }
            taken += n;
        }
        return taken;
    }

    /** Does what the control thread would with ARP packets, short of answering: frees them. */
    private void freeSlowPath(Ring up) {
        for (int n = up.dequeue(pointers, BURST); n > 0; n = up.dequeue(pointers, BURST)) {
            for (int i = 0; i < n; i++) {
                long element = Memory.getLong(pointers + 8L * i);
                if (!NeighborRequest.isRequest(element)) {
                    pool.free(element);
                }
            }
        }
    }

    /** Other neighbors become known: a variant from 0 to {@link #NEIGHBOR_VARIANTS} - 1. */
    void neighbors(int variant) {
        journal.add(Journal.Kind.NEIGHBORS, variant, 0);
        gateway.snapshots().publish(gateway.snapshots().current().withNeighbors(neighbors.get(variant)));
    }

    void settle() {
        journal.add(Journal.Kind.SETTLE, 0, 0);
        rest();
        ledger.check(now);
    }

    private void rest() {
        int rounds = 0;
        do {
            rounds();
            rounds(); // what time alone has moved is no work to a worker, what it has moved to is
            if (++rounds == MOST_ROUNDS) {
                throw new Finding("no rest", "frames still leave after " + rounds + " rounds without new ones");
            }
        } while (takeAll() > 0);
    }

    void state() {
        journal.add(Journal.Kind.STATE, 0, 0);
        new StateCheck(
                        gateway.workers(),
                        setup.topology().nat().pool(),
                        setup.settings().limits().sessionsPerHost())
                .run();
    }

    /** Lets time pass in steps until every session, mapping, fragment and waiting packet is over. */
    void end() {
        journal.add(Journal.Kind.END, 0, 0);
        var timeouts = setup.settings().timeouts();
        for (long millis :
                new long[] {timeouts.tcpEstablished(), 400_000, 10_000, timeouts.quarantine(), 10_000, 1_000}) {
            now += millis * 1_000_000;
            rest();
        }
        ledger.check(now);
        ledger.checkEmpty();
    }

    /** Does a step of a journal. */
    void apply(Journal from, int step) {
        switch (from.kind(step)) {
            case FRAME -> frame((int) from.first(step), from.second(step), from.frame(step));
            case PASS -> pass(from.first(step));
            case TURN -> turn((int) from.first(step));
            case TURNS -> turns();
            case DRAIN -> drain();
            case NEIGHBORS -> neighbors((int) from.first(step));
            case SETTLE -> settle();
            case STATE -> state();
            case END -> end();
        }
    }

    @Override
    public void close() {
        gateway.close();
        arena.close();
    }
}
