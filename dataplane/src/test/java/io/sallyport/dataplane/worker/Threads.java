package io.sallyport.dataplane.worker;

import io.sallyport.dataplane.device.PacketDevice;
import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.memory.MemoryDevice;
import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import io.sallyport.dataplane.worker.Packets.End;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Workers on threads of their own over memory devices; the test's thread is both far ends. */
final class Threads implements AutoCloseable {
    private static final int NOBODY = -1;
    private static final int QUEUE = 4096;
    private static final long IDLE_NANOS = 1_000;
    private static final long DEADLINE_NANOS = 60_000_000_000L;

    private final TableArena arena = new TableArena();
    private final MemoryPool buffers = new MemoryPool(16_384);
    private final List<MemoryDevice> devices = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger stopped = new AtomicInteger(NOBODY);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final long pointers = arena.allocate(8 * 256, "test");
    private volatile boolean running = true;

    Threads(int count, long patienceNanos, int handoffRing) {
        WorkerSettings usual = WorkerSettings.defaults(count, 1000);
        WorkerSettings settings = new WorkerSettings(
                count,
                usual.sessions(),
                usual.timeouts(),
                usual.options(),
                usual.limits(),
                patienceNanos,
                usual.portKey(),
                usual.tableSeed());
        Topology topology = Topology.usual(NatFacts.of(Rig.POOL));
        topology.interfaces().forEach(one -> devices.add(new MemoryDevice(count, QUEUE, this::ring)));
        RingSet rings = RingSet.make(count, handoffRing, (name, size, worker) -> ring(size));
        SnapshotPublisher snapshots = new SnapshotPublisher(count, topology.snapshot());
        Shared shared = Shared.of(settings, rings, snapshots, arena);
        List<Halting> halting = devices.stream().map(Halting::new).toList();
        for (int number = 0; number < count; number++) {
            workers.add(new Worker(number, settings, halting, new Locked(), shared, arena, System.nanoTime()));
        }
        workers.forEach(worker -> threads.add(Thread.ofPlatform().start(() -> repeat(worker))));
    }

    private Ring ring(int size) {
        return Ring.initialize(arena.allocate(Ring.bytes(size), "ring"), size);
    }

    private void repeat(Worker worker) {
        try {
            while (running) {
                if (worker.poll(System.nanoTime()) == 0) {
                    LockSupport.parkNanos(IDLE_NANOS);
                }
            }
            worker.settle();
        } catch (RuntimeException | Error thrown) {
            failure.set(thrown);
        }
    }

    /** Has a worker's thread stand still in the middle of its turn. */
    void stop(int worker) {
        stopped.set(worker);
    }

    void resume(int worker) {
        stopped.compareAndSet(worker, NOBODY);
    }

    List<Worker> workers() {
        return workers;
    }

    void send(int interfaceNumber, int queue, End from, End to) {
        long mbuf;
        synchronized (buffers) {
            mbuf = Packets.udp(buffers, from, to, 8);
        }
        Memory.putLong(pointers, mbuf);
        if (devices.get(interfaceNumber).wire(queue).enqueue(pointers, 1) != 1) {
            throw new IllegalStateException("test wire is full");
        }
    }

    int takeSent(int interfaceNumber) {
        int taken = 0;
        for (int queue = 0; queue < workers.size(); queue++) {
            int n = devices.get(interfaceNumber).sent(queue).dequeue(pointers, 256);
            synchronized (buffers) {
                buffers.free(pointers, n);
            }
            taken += n;
        }
        return taken;
    }

    void awaitSent(int interfaceNumber, int count) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        int left = count;
        while (left > 0) {
            left -= takeSent(interfaceNumber);
            Throwable thrown = failure.get();
            if (thrown != null) {
                throw new AssertionError("a worker died", thrown);
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(left + " of " + count + " packets did not come");
            }
        }
    }

    /** Ends all threads; counters are then settled. */
    void end() {
        running = false;
        threads.forEach(Threads::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("the test was interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        stopped.set(NOBODY);
        end();
        arena.close();
        buffers.close();
    }

    private final class Halting implements PacketDevice {
        private final MemoryDevice device;

        Halting(MemoryDevice device) {
            this.device = device;
        }

        @Override
        public int receive(int queue, long addresses, int max) {
            while (stopped.get() == queue && running) {
                LockSupport.parkNanos(IDLE_NANOS);
            }
            return device.receive(queue, addresses, max);
        }

        @Override
        public int transmit(int queue, long addresses, int count) {
            return device.transmit(queue, addresses, count);
        }
    }

    /** Threads of a test may wait for each other here; those of the gateway have DPDK's pool. */
    private final class Locked implements PacketPool {
        @Override
        public long allocate() {
            synchronized (buffers) {
                return buffers.allocate();
            }
        }

        @Override
        public void free(long addresses, int count) {
            synchronized (buffers) {
                buffers.free(addresses, count);
            }
        }
    }
}
