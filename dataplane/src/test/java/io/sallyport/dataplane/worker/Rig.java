package io.sallyport.dataplane.worker;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.NeighborRequest;
import io.sallyport.dpdk.memory.Memory;
import java.util.ArrayList;
import java.util.List;

/** A memory gateway with a clock and both its wires in hand; one thread, nothing runs by itself. */
final class Rig implements AutoCloseable {
    static final int[] POOL = {Packets.address("203.0.113.10"), Packets.address("203.0.113.11")};

    final MemoryGateway gateway;
    final MemoryPool pool;
    private final TableArena arena = new TableArena();
    private final long pointers = arena.allocate(8 * 256, "test");
    private final int buffers;
    long now = 1_000_000_000L;

    Rig(WorkerSettings settings) {
        this(settings, POOL, 4096, 512);
    }

    Rig(WorkerSettings settings, int[] poolAddresses, int buffers, int handoffSize) {
        this(settings, Topology.usual(NatFacts.of(poolAddresses)), buffers, handoffSize);
    }

    Rig(WorkerSettings settings, Topology topology, int buffers, int handoffSize) {
        this.buffers = buffers;
        gateway = new MemoryGateway(settings, topology, buffers, 512, handoffSize);
        pool = gateway.pool();
    }

    static Rig of(int workers) {
        return new Rig(WorkerSettings.defaults(workers, 1000));
    }

    /** Puts a packet on the wire towards a worker's receive queue. */
    void inject(int interfaceNumber, int worker, long mbuf) {
        Memory.putLong(pointers, mbuf);
        if (gateway.device(interfaceNumber).wire(worker).enqueue(pointers, 1) != 1) {
            throw new IllegalStateException("test wire is full");
        }
    }

    /** Polls every worker in turn until none has anything to do. */
    void run() {
        int idle = 0;
        while (idle < 3) {
            idle = pollAll() == 0 ? idle + 1 : 0;
        }
    }

    int pollAll() {
        int work = 0;
        for (Worker worker : gateway.workers()) {
            now += 1_000;
            work += worker.poll(now);
        }
        return work;
    }

    void pass(long millis) {
        now += millis * 1_000_000;
    }

    /** Takes everything an interface has transmitted, in order per worker. */
    List<Long> sent(int interfaceNumber) {
        List<Long> out = new ArrayList<>();
        for (int worker = 0; worker < gateway.workers().size(); worker++) {
            int n;
            while ((n = gateway.device(interfaceNumber).sent(worker).dequeue(pointers, 256)) > 0) {
                for (int i = 0; i < n; i++) {
                    out.add(Memory.getLong(pointers + 8L * i));
                }
            }
        }
        return out;
    }

    /** The one packet an interface has transmitted. */
    long onlySent(int interfaceNumber) {
        List<Long> out = sent(interfaceNumber);
        if (out.size() != 1) {
            throw new AssertionError("expected one packet on interface " + interfaceNumber + ", got " + out.size()
                    + "; drops " + drops());
        }
        return out.getFirst();
    }

    /** Does what the control thread would with ARP packets, short of answering: frees them. */
    void freeSlowPath() {
        for (var up : gateway.rings().up()) {
            int n;
            while ((n = up.dequeue(pointers, 256)) > 0) {
                for (int i = 0; i < n; i++) {
                    long element = Memory.getLong(pointers + 8L * i);
                    if (!NeighborRequest.isRequest(element)) {
                        pool.free(element);
                    }
                }
            }
        }
    }

    CounterSnapshot counters(int worker) {
        var counters = gateway.workers().get(worker).counters();
        long number = counters.ask();
        gateway.workers().get(worker).poll(now);
        if (!counters.isAnswered(number)) {
            throw new AssertionError("worker " + worker + " did not answer in one turn");
        }
        return counters.read(true);
    }

    long total(Counter counter) {
        long sum = 0;
        for (int w = 0; w < gateway.workers().size(); w++) {
            sum += counters(w).get(counter);
        }
        return sum;
    }

    long total(DropReason reason) {
        long sum = 0;
        for (int w = 0; w < gateway.workers().size(); w++) {
            sum += counters(w).get(reason);
        }
        return sum;
    }

    String drops() {
        StringBuilder text = new StringBuilder();
        for (DropReason reason : DropReason.ALL) {
            long n = total(reason);
            if (n > 0) {
                text.append(reason.label()).append('=').append(n).append(' ');
            }
        }
        return text.toString();
    }

    /** Frees packets that the test took, then checks that every ledger is zero and no buffer is lost. */
    void assertNothingLost(int stillHeldByTest) {
        for (int w = 0; w < gateway.workers().size(); w++) {
            CounterSnapshot counters = counters(w);
            if (counters.difference() != 0) {
                throw new AssertionError("ledger of worker " + w + " is out by " + counters.difference());
            }
        }
        if (pool.available() + stillHeldByTest != buffers) {
            throw new AssertionError(
                    "buffers lost: " + (buffers - pool.available() - stillHeldByTest) + ", drops " + drops());
        }
    }

    @Override
    public void close() {
        gateway.close();
        arena.close();
    }
}
