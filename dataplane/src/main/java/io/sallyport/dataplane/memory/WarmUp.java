package io.sallyport.dataplane.memory;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.dpdk.memory.TableMemory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Has the JVM compile the packet path before the first real packet comes: sends made-up conversations through workers of its own, over
 * devices and tables in memory that nobody else sees, for a bounded time on one thread, and throws them away. New and old flows of
 * UDP, TCP and ICMP, both ways, handoffs, timeouts, and packets that match nothing.
 *
 * <p>What is compiled is what production runs; behind the interfaces for devices, buffers and routes there are three classes each
 * ({@link StandIn}), so that the compiler does not bet on one of them and lose with the first packet.
 */
public final class WarmUp implements AutoCloseable {
    private static final int CAPACITY = 1 << 15;
    private static final int UNDER_WAY = 256;
    private static final int BUFFERS = 1024;
    private static final int RING = 512;
    private static final int BURST = 64;
    private static final int STRANGERS = 64;
    /** Parts of the least time, each of which is timed. */
    private static final int WINDOWS = 8;
    /** What counts as faster. */
    private static final double BETTER = 0.9;
    /** Parts without anything faster, after which nothing faster is expected. */
    private static final int SETTLED = 3;

    private static final long TURN_NANOS = 50_000_000;
    private static final int NAT_ADDRESS = 0xcb00_710a;
    private static final int NAT_ADDRESSES = 4;

    private final TableArena arena = TableArena.onNormalPages();
    private final long pointers = arena.allocate(8L * BURST, "warm-up");
    private final List<MemoryGateway> gateways = new ArrayList<>();
    private final WorkerSettings settings;
    private final Topology topology;
    private long now = 1_000_000_000L;
    private long restored;
    private int number;

    /**
     * What a warm-up did.
     *
     * @param packets packets received by its workers
     * @param nanos how long it took
     * @param lastNanosPerPacket nanoseconds per packet at its end, far ends included
     */
    public record Done(long packets, long nanos, double lastNanosPerPacket) {}

    /**
     * Builds the private workers.
     *
     * @param settings of production: their switches, limits and timeouts decide what is compiled
     */
    public WarmUp(WorkerSettings settings) {
        this.settings = new WorkerSettings(
                Math.min(2, settings.workers()),
                CAPACITY,
                settings.timeouts(),
                settings.options(),
                settings.limits(),
                settings.patienceNanos(),
                settings.portKey(),
                settings.tableSeed());
        int[] pool = new int[NAT_ADDRESSES];
        for (int i = 0; i < pool.length; i++) {
            pool[i] = Integer.reverseBytes(NAT_ADDRESS + i);
        }
        topology = Topology.usual(NatFacts.of(pool));
        for (StandIn standIn : StandIn.values()) {
            gateways.add(new MemoryGateway(
                    this.settings,
                    topology,
                    RING,
                    RING,
                    standIn,
                    TableArena.onNormalPages(),
                    new MemoryPool(BUFFERS, TableMemory::allocateOnNormalPages)));
        }
    }

    /** Warms up with the settings of a configuration that says nothing. */
    public static WarmUp withDefaults(int workers) {
        return new WarmUp(WorkerSettings.defaults(workers, CAPACITY).with(NatOptions.DEFAULT));
    }

    /**
     * Sends packets until that gets no faster any more.
     *
     * @param least nanoseconds that it takes at least
     * @param most nanoseconds after which it ends in any case, as on a machine without a CPU to spare for the compiler
     */
    public Done run(long least, long most) {
        return run(least, most, () -> false);
    }

    /**
     * As {@link #run(long, long)}, but ends within milliseconds once nobody needs it any more.
     *
     * @param over asked often; whether that is so
     */
    public Done run(long least, long most, BooleanSupplier over) {
        long began = System.nanoTime();
        long window = least / WINDOWS;
        double quickest = Double.MAX_VALUE;
        double last = during(window, over);
        if (!over.getAsBoolean()) {
            restore();
        }
        int since = 0;
        do {
            last = during(window, over);
            since++;
            if (last < quickest * BETTER) {
                quickest = last;
                since = 0;
            }
        } while (!over.getAsBoolean() && System.nanoTime() - began < (since < SETTLED ? most : least));
        return new Done(received(), System.nanoTime() - began, last);
    }

    /** Has other workers take over what some of these hold by now, as after a restart, when every host waits for that. */
    private void restore() {
        Iterator<Worker> from = gateways.getFirst().workers().iterator();
        try (MemoryGateway successor = new MemoryGateway(
                settings,
                topology,
                RING,
                RING,
                StandIn.PLAIN,
                TableArena.onNormalPages(),
                new MemoryPool(BUFFERS, TableMemory::allocateOnNormalPages),
                bytes -> copy(from.next(), bytes))) {
            for (Worker worker : successor.workers()) {
                restored += worker.restore(now).sessions();
            }
        }
    }

    private long copy(Worker worker, long bytes) {
        long lines = arena.allocate(bytes, "session lines");
        Memory.copy(worker.sessions().layout().lines(), lines, bytes);
        return lines;
    }

    /** Sends packets for some time; returns nanoseconds per packet. */
    private double during(long nanos, BooleanSupplier over) {
        long before = received();
        long began = System.nanoTime();
        long at = began;
        while (at - began < nanos && !over.getAsBoolean()) {
            for (MemoryGateway gateway : gateways) {
                round(gateway);
            }
            at = System.nanoTime();
        }
        return (double) (at - began) / Math.max(1, received() - before);
    }

    /** The private gateways; for tests. */
    List<MemoryGateway> gateways() {
        return gateways;
    }

    /** Sessions that other workers took over; for tests. */
    long restored() {
        return restored;
    }

    private long received() {
        long packets = 0;
        for (MemoryGateway gateway : gateways) {
            for (Worker worker : gateway.workers()) {
                packets += worker.counters().get(Counter.RX_PACKETS);
            }
        }
        return packets;
    }

    private void round(MemoryGateway gateway) {
        now += TURN_NANOS;
        fill(gateway);
        for (Worker worker : gateway.workers()) {
            worker.poll(now);
        }
        for (int queue = 0; queue < gateway.workers().size(); queue++) {
            turnRound(gateway, Topology.OUTSIDE, queue);
            turnRound(gateway, Topology.INSIDE, queue);
        }
    }

    /** Opens conversations for those that have ended or were dropped. */
    private void fill(MemoryGateway gateway) {
        MemoryPool pool = gateway.pool();
        while (pool.available() > BUFFERS - UNDER_WAY) {
            long mbuf = pool.allocate();
            number++;
            int from = number % STRANGERS == 0 ? Topology.OUTSIDE : Topology.INSIDE;
            if (from == Topology.OUTSIDE) {
                Talk.stranger(mbuf, Integer.reverseBytes(NAT_ADDRESS), number);
            } else {
                Talk.open(mbuf, number);
            }
            Memory.putLong(pointers, mbuf);
            put(gateway, from, number % gateway.workers().size(), 1);
        }
    }

    private void turnRound(MemoryGateway gateway, int device, int queue) {
        int n = gateway.device(device).sent(queue).dequeue(pointers, BURST);
        int answers = 0;
        for (int k = 0; k < n; k++) {
            long mbuf = Memory.getLong(pointers + 8L * k);
            if (Talk.answer(mbuf)) {
                Memory.putLong(pointers + 8L * answers++, mbuf);
            } else {
                gateway.pool().free(mbuf);
            }
        }
        put(gateway, device, number % gateway.workers().size(), answers); // any queue, as devices do
    }

    private void put(MemoryGateway gateway, int device, int queue, int count) {
        Ring wire = gateway.device(device).wire(queue);
        int taken = wire.enqueue(pointers, count);
        gateway.pool().free(pointers + 8L * taken, count - taken);
    }

    @Override
    public void close() {
        gateways.forEach(MemoryGateway::close);
        arena.close();
    }
}
