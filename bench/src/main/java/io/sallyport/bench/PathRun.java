package io.sallyport.bench;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.memory.FarEnd;
import io.sallyport.dataplane.memory.MemoryDevice;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.dpdk.memory.Memory;
import java.util.SplittableRandom;

/**
 * One worker, packets from inside of a number of flows chosen at random, timed while the worker polls and not while packets
 * are written. Single-threaded.
 */
final class PathRun implements AutoCloseable {
    private static final int BATCH = 256;
    private static final int SERVER = Integer.reverseBytes(0xc000_020a);

    private final MemoryGateway gateway;
    private final TableArena arena = new TableArena();
    private final FarEnd peers = new FarEnd(SERVER, arena.allocate(512, "far end"));
    private final long pointers = arena.allocate(8L * BATCH, "packets");
    private final SplittableRandom random = new SplittableRandom(1);
    private final int flows;
    private long now = 1_000_000_000L;
    private long nanos;

    /** Makes the worker and opens every flow. */
    PathRun(int flows) {
        this.flows = flows;
        int[] pool = new int[Math.max(1, flows / 32_000)];
        for (int i = 0; i < pool.length; i++) {
            pool[i] = Integer.reverseBytes(0xcb00_7101 + i);
        }
        gateway = new MemoryGateway(
                WorkerSettings.defaults(1, flows), Topology.usual(NatFacts.of(pool)), 2 * BATCH, 2 * BATCH, 64);
        for (int first = 0; first < flows; first += BATCH) {
            int base = first;
            round(k -> Math.min(base + k, flows - 1));
        }
        nanos = 0;
    }

    private interface Choice {
        int flow(int k);
    }

    /** Sends a number of packets and returns nanoseconds per packet. */
    double measure(int packets) {
        nanos = 0;
        int rounds = packets / BATCH;
        for (int round = 0; round < rounds; round++) {
            round(k -> random.nextInt(flows));
        }
        return (double) nanos / ((long) rounds * BATCH);
    }

    private void round(Choice choice) {
        MemoryDevice inside = gateway.device(Topology.INSIDE);
        for (int k = 0; k < BATCH; k++) {
            long mbuf = gateway.pool().allocate();
            peers.write(mbuf, choice.flow(k));
            peers.send(inside, 0, mbuf);
        }
        Worker worker = gateway.workers().getFirst();
        long began = System.nanoTime();
        for (int turn = 0; turn < BATCH / 64; turn++) {
            now += 10_000;
            worker.poll(now);
        }
        nanos += System.nanoTime() - began;
        int sent = gateway.device(Topology.OUTSIDE).sent(0).dequeue(pointers, BATCH);
        if (sent != BATCH) {
            throw new IllegalStateException("sent " + BATCH + " packets, " + sent + " came out");
        }
        gateway.pool().free(pointers, sent);
    }

    /** Sessions that exist: every flow has one. */
    long sessions() {
        return gateway.workers().getFirst().counters().get(Counter.SESSIONS_ACTIVE);
    }

    /** Which memory accessor is measured. */
    static String backEnd() {
        return Memory.backEnd();
    }

    @Override
    public void close() {
        gateway.close();
        arena.close();
    }
}
