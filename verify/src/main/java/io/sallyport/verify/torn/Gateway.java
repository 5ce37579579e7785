package io.sallyport.verify.torn;

import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.memory.MemoryDevice;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.restart.Restored;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TableAllocator;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import io.sallyport.dataplane.worker.RingSet;
import io.sallyport.dataplane.worker.Shared;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.verify.check.Finding;
import java.util.ArrayList;
import java.util.List;

/** One process: real workers over lines that are one piece of memory, worker by worker. One thread. */
final class Gateway {
    private static final int ETHERNET = 14;
    private static final int QUEUE = 64;
    private static final int HANDOFF = 32;
    private static final int IDLE_ROUNDS = 2;
    private static final int MOST_ROUNDS = 1_000;

    private final MemoryPool pool;
    private final int buffers;
    private final List<MemoryDevice> devices;
    private final List<Worker> workers = new ArrayList<>();
    private final RingSet rings;
    private final int capacity;
    private final long lines;
    private final long pointers;
    private long now;

    /**
     * Starts one with empty tables over lines that are all zero.
     *
     * @param secret what the process draws at its start
     */
    Gateway(TableAllocator memory, MemoryPool pool, Scene scene, int count, int capacity, long secret, long now) {
        this.pool = pool;
        this.buffers = pool.available();
        this.capacity = capacity;
        this.now = now;
        pointers = memory.allocate(8L * QUEUE, "packets");
        lines = memory.allocate(count * SessionTable.bytesOfLines(capacity), "session lines");
        WorkerSettings settings = scene.settings(count, capacity, secret);
        Topology topology = Topology.usual(scene.nat());
        devices = topology.interfaces().stream()
                .map(one -> new MemoryDevice(count, QUEUE, size -> ring(memory, size)))
                .toList();
        rings = RingSet.make(count, HANDOFF, (name, size, worker) -> ring(memory, size));
        SnapshotPublisher snapshots = new SnapshotPublisher(count, topology.snapshot());
        Shared shared = Shared.of(settings, rings, snapshots, memory);
        for (int number = 0; number < count; number++) {
            long own = lines + number * SessionTable.bytesOfLines(capacity);
            workers.add(new Worker(number, settings, devices, pool, shared, memory, own, now));
        }
    }

    private static Ring ring(TableAllocator memory, int size) {
        return Ring.initialize(memory.allocate(Ring.bytes(size), "ring"), size);
    }

    /** Address of the lines of all workers. */
    long lines() {
        return lines;
    }

    /** Lines of all workers. */
    int count() {
        return workers.size() * capacity;
    }

    /** Lines of each worker. */
    int capacity() {
        return capacity;
    }

    /** What the lines hold, byte for byte. */
    byte[] image() {
        return Memory.bytes(lines, count() * SessionLine.SIZE);
    }

    List<Worker> workers() {
        return workers;
    }

    /** The clock, in milliseconds as sessions have it. */
    int stamp() {
        return (int) (now / 1_000_000);
    }

    long now() {
        return now;
    }

    void pass(long nanos) {
        now += nanos;
    }

    /** All workers take over what their lines hold. */
    Restored restore() {
        Restored all = new Restored();
        workers.forEach(worker -> all.add(worker.restore(now)));
        return all;
    }

    /** A packet comes in; one for which there is no room is lost. */
    void arrive(int interfaceNumber, int queue, byte[] packet) {
        MemoryDevice device = devices.get(interfaceNumber);
        long mbuf = pool.packet(ETHERNET + packet.length);
        if (mbuf == 0) {
            return;
        }
        MemoryGateway.address(Mbuf.data(mbuf));
        Memory.put(Mbuf.data(mbuf) + ETHERNET, packet);
        Memory.putLong(pointers, mbuf);
        if (device.wire(queue).enqueue(pointers, 1) == 0) {
            pool.free(mbuf);
        }
    }

    /** One worker takes a turn. */
    int turn(int worker) {
        now += 1_000;
        return workers.get(worker).poll(now);
    }

    /** All workers take turns until none has anything to do. */
    void run() {
        int idle = 0;
        for (int round = 0; idle < IDLE_ROUNDS; round++) {
            if (round == MOST_ROUNDS) {
                throw new Finding("no rest", "after %d rounds of turns something still moves".formatted(round));
            }
            int work = 0;
            for (int worker = 0; worker < workers.size(); worker++) {
                work += turn(worker);
            }
            idle = work == 0 ? idle + 1 : 0;
        }
    }

    /** Takes what an interface has sent: IPv4 packets. */
    List<byte[]> sent(int interfaceNumber) {
        List<byte[]> packets = new ArrayList<>();
        for (int queue = 0; queue < workers.size(); queue++) {
            Ring ring = devices.get(interfaceNumber).sent(queue);
            for (int n = ring.dequeue(pointers, QUEUE); n > 0; n = ring.dequeue(pointers, QUEUE)) {
                for (int i = 0; i < n; i++) {
                    long mbuf = Memory.getLong(pointers + 8L * i);
                    packets.add(Memory.bytes(Mbuf.data(mbuf) + ETHERNET, Mbuf.dataLength(mbuf) - ETHERNET));
                    pool.free(mbuf);
                }
            }
        }
        return packets;
    }

    /** Comes to rest and takes everything that was sent. */
    void settle() {
        run();
        sent(Topology.INSIDE);
        sent(Topology.OUTSIDE);
        for (Ring up : rings.up()) {
            int questions; // for neighbors, which are not buffers
            do {
                questions = up.dequeue(pointers, QUEUE);
            } while (questions > 0);
        }
    }

    /**
     * Lets all timeouts pass, after which nothing is left.
     *
     * @param longest the longest time that anything may last, in milliseconds
     * @throws Finding if something is
     */
    void outlive(int longest) {
        for (int times = 0; times < 3; times++) {
            pass(longest * 1_000_000L);
            run();
        }
        for (Worker worker : workers) {
            if (worker.sessions().size() != 0) {
                throw new Finding(
                        "end",
                        "%d sessions or mappings have outlived all timeouts on worker %d"
                                .formatted(worker.sessions().size(), worker.number()));
            }
        }
    }

    /** Packets dropped, for whatever reason. */
    long dropped() {
        long sum = 0;
        for (Worker worker : workers) {
            for (DropReason reason : DropReason.ALL) {
                sum += worker.counters().get(reason);
            }
        }
        return sum;
    }

    /**
     * Comes to rest, and has lost no packet and no buffer.
     *
     * @throws Finding if a ledger is not zero or a buffer is missing
     */
    void balance() {
        settle();
        for (Worker worker : workers) {
            long question = worker.counters().ask();
            turn(worker.number());
            CounterSnapshot copy = worker.counters().read(true);
            if (!worker.counters().isAnswered(question) || copy.difference() != 0) {
                throw new Finding(
                        "ledger", "that of worker %d is out by %d".formatted(worker.number(), copy.difference()));
            }
        }
        if (pool.available() != buffers) {
            throw new Finding("buffers", "%d of %d have come back".formatted(pool.available(), buffers));
        }
    }
}
