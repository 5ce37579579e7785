package io.sallyport.bench.start;

import io.sallyport.dataplane.device.PacketDevice;
import io.sallyport.dataplane.memory.FarEnd;
import io.sallyport.dataplane.memory.MemoryDevice;
import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.memory.WarmUp;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import io.sallyport.dataplane.worker.RingSet;
import io.sallyport.dataplane.worker.Shared;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.dpdk.Ring;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The main class of a fresh JVM: warms up as a gateway does, or not, then sends the first packets that its worker ever sees, over a device
 * of a class that no compiled code has seen. Prints millions of packets per second of the worker's own time: in the first second, and
 * in a second when nothing gets faster any more.
 */
public final class FirstSecond {
    private static final long LEAST_NANOS = 800_000_000;
    private static final long MOST_NANOS = 2_000_000_000;
    private static final long SECOND = 1_000_000_000L;
    private static final int STEADY_AFTER_SECONDS = 6;
    private static final int FLOWS = 10_000;
    private static final int BATCH = 256;
    private static final int SERVER = Integer.reverseBytes(0xc000_020a);
    private static final int NAT_ADDRESS = Integer.reverseBytes(0xcb00_7101);

    private final TableArena arena = new TableArena();
    private final MemoryPool pool = new MemoryPool(2 * BATCH);
    private final MemoryDevice inside = device();
    private final MemoryDevice outside = device();
    private final FarEnd hosts = new FarEnd(SERVER, arena.allocate(512, "far end"));
    private final long pointers = arena.allocate(8L * BATCH, "packets");
    private final SplittableRandom random = new SplittableRandom(1);
    private final Worker worker;
    private long now = SECOND;

    /** A device of production, as far as the compiler can tell. */
    private record Wire(MemoryDevice memory) implements PacketDevice {
        @Override
        public int receive(int queue, long pointers, int max) {
            return memory.wire(queue).dequeue(pointers, max);
        }

        @Override
        public int transmit(int queue, long pointers, int count) {
            return memory.sent(queue).enqueue(pointers, count);
        }
    }

    private FirstSecond() {
        WorkerSettings settings = WorkerSettings.defaults(1, 2 * FLOWS);
        RingSet rings = RingSet.make(1, 64, (name, size, worker) -> ring(size));
        SnapshotPublisher snapshots = new SnapshotPublisher(
                1, Topology.usual(NatFacts.of(new int[] {NAT_ADDRESS})).snapshot());
        worker = new Worker(
                0,
                settings,
                List.of(new Wire(inside), new Wire(outside)),
                pool,
                Shared.of(settings, rings, snapshots, arena),
                arena,
                now);
    }

    private MemoryDevice device() {
        return new MemoryDevice(1, 2 * BATCH, this::ring);
    }

    private Ring ring(int size) {
        return Ring.initialize(arena.allocate(Ring.bytes(size), "ring"), size);
    }

    /** Runs it; the only argument is {@code warm} or {@code cold}. */
    public static void main(String[] arguments) {
        if (arguments[0].equals("warm")) {
            try (WarmUp warmUp = WarmUp.withDefaults(1)) {
                WarmUp.Done ignored = warmUp.run(LEAST_NANOS, MOST_NANOS);
            }
        }
        FirstSecond run = new FirstSecond();
        long first = run.packetsOfASecond();
        for (int second = 1; second < STEADY_AFTER_SECONDS; second++) {
            long ignored = run.packetsOfASecond();
        }
        long steady = run.packetsOfASecond();
        System.out.printf(Locale.ROOT, "%.3f %.3f%n", first / 1e6, steady / 1e6);
    }

    /** Packets that the worker takes through in a second of its own time. */
    private long packetsOfASecond() {
        long packets = 0;
        for (long nanos = 0; nanos < SECOND; packets += BATCH) {
            nanos += batch();
        }
        return packets;
    }

    private long batch() {
        for (int k = 0; k < BATCH; k++) {
            long mbuf = pool.allocate();
            hosts.write(mbuf, random.nextInt(FLOWS));
            hosts.send(inside, 0, mbuf);
        }
        long began = System.nanoTime();
        for (int turn = 0; turn < BATCH / 64; turn++) {
            now += 10_000;
            worker.poll(now);
        }
        long nanos = System.nanoTime() - began;
        int sent = outside.sent(0).dequeue(pointers, BATCH);
        if (sent != BATCH) {
            throw new IllegalStateException("sent " + BATCH + " packets, " + sent + " came out");
        }
        pool.free(pointers, sent);
        return nanos;
    }
}
