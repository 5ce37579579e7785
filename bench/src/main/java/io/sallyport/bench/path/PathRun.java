package io.sallyport.bench.path;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;

/**
 * One worker and the yardstick over the same sessions: packets of flows chosen at random are put on the wires, and either of the two has
 * its turns until all are through. Only turns are timed, never the writing of packets. Single-threaded.
 */
final class PathRun implements AutoCloseable {
    /** Packets on the wires at a time. */
    static final int BATCH = 256;

    private static final int MOST_BURST = 64;
    private static final long TURN_NANOS = 10_000;
    private static final int PORTS_PER_ADDRESS = 32_000;
    private static final int FIRST_POOL_ADDRESS = 0xcb00_7101;

    private final MemoryGateway gateway;
    private final TableArena arena;
    private final Yardstick yardstick;
    private final Worker worker;
    private final Flows flows;
    private final int burst;
    private final long pointers;
    private final SplittableRandom random = new SplittableRandom(1);
    private long now = 1_000_000_000L;
    private long nanos;
    private double opening;

    /** What has its turns. */
    enum Path {
        JAVA,
        C
    }

    /**
     * Makes the worker and opens every flow.
     *
     * @param burst packets of a wire that there are for a turn, 1 to 64
     */
    PathRun(int protocol, int count, int burst) {
        this(protocol, count, burst, Flows.FRAME);
    }

    /** Makes one with frames of so many bytes. */
    PathRun(int protocol, int count, int burst, int frame) {
        this(protocol, count, burst, frame, new TableArena());
    }

    private PathRun(int protocol, int count, int burst, int frame, TableArena arena) {
        this(protocol, count, burst, frame, arena, bytes -> arena.allocate(bytes, "session lines"));
    }

    /** Makes one whose session lines are elsewhere: {@code lines} gives their address, by their size in bytes. */
    PathRun(int protocol, int count, int burst, int frame, TableArena arena, LongUnaryOperator lines) {
        this.arena = arena;
        this.pointers = arena.allocate(8L * BATCH, "packets");
        this.burst = burst;
        flows = new Flows(protocol, count, frame);
        int[] pool = new int[Math.max(1, count / PORTS_PER_ADDRESS)];
        for (int i = 0; i < pool.length; i++) {
            pool[i] = Integer.reverseBytes(FIRST_POOL_ADDRESS + i);
        }
        Topology topology = Topology.usual(NatFacts.of(pool));
        gateway = new MemoryGateway(WorkerSettings.defaults(1, count), topology, 2 * BATCH, 2 * BATCH, BATCH, lines);
        worker = gateway.workers().getFirst();
        yardstick = new Yardstick(gateway, topology, Timeouts.DEFAULT, arena);
        open();
    }

    /** The second half of the flows counts, by when the code has been compiled. */
    private void open() {
        int batches = (flows.count() + BATCH - 1) / BATCH;
        double[] each = new double[batches];
        for (int batch = 0; batch < batches; batch++) {
            int first = batch * BATCH;
            int n = Math.min(BATCH, flows.count() - first);
            nanos = 0;
            open(first, n);
            each[batch] = (double) nanos / n;
            if (flows.isTcp()) {
                answer(first, n);
            }
        }
        opening = Contest.median(Arrays.copyOfRange(each, batches / 2, batches));
    }

    private void open(int first, int n) {
        for (int k = 0; k < n; k++) {
            put(Topology.INSIDE, first + k, Tcp.SYN);
        }
        turns(Path.JAVA);
        take(Topology.OUTSIDE, n);
        for (int k = 0; k < n; k++) {
            flows.learn(Memory.getLong(pointers + 8L * k), first + k);
        }
        gateway.pool().free(pointers, n);
    }

    private void answer(int first, int n) {
        for (int k = 0; k < n; k++) {
            put(Topology.OUTSIDE, first + k, Tcp.SYN | Tcp.ACK);
        }
        turns(Path.JAVA);
        drain(Topology.INSIDE, n);
    }

    /** Nanoseconds that it takes to open a session, the first packet's way included. */
    double opening() {
        return opening;
    }

    /**
     * Lets time pass until all sessions are over.
     *
     * @return nanoseconds per session
     */
    double expire() {
        now += 1_000_000L * 8_000_000;
        List<Double> turns = new ArrayList<>();
        while (sessions() > 0) {
            now += TURN_NANOS;
            long before = sessions();
            long began = System.nanoTime();
            worker.poll(now);
            turns.add((double) (System.nanoTime() - began) / Math.max(1, before - sessions()));
        }
        return Contest.median(turns.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Sends a number of packets, a multiple of {@link #BATCH}, through one of the two and returns nanoseconds per packet. */
    double measure(Path path, Direction direction, int packets) {
        nanos = 0;
        for (int done = 0; done < packets; done += BATCH) {
            int inward = 0;
            for (int k = 0; k < BATCH; k += burst) {
                boolean isIn = direction == Direction.IN || (direction == Direction.BOTH && (k / burst & 1) != 0);
                int n = Math.min(burst, BATCH - k);
                for (int i = 0; i < n; i++) {
                    put(isIn ? Topology.OUTSIDE : Topology.INSIDE, any(), Tcp.ACK);
                }
                inward += isIn ? n : 0;
                if (burst < MOST_BURST) {
                    turns(path);
                }
            }
            turns(path);
            drain(Topology.INSIDE, inward);
            drain(Topology.OUTSIDE, BATCH - inward);
        }
        return (double) nanos / packets;
    }

    /** Any flow. Unlike {@code nextInt} with a bound it does the same for every number of flows, so that none of it is compiled anew while time is taken. */
    private int any() {
        return (int) ((Integer.toUnsignedLong(random.nextInt()) * flows.count()) >>> Integer.SIZE);
    }

    /** Sends one packet of a flow through one of the two and returns the frame that leaves. */
    byte[] through(Path path, Direction direction, int flow, int tcpFlags) {
        boolean inward = direction == Direction.IN;
        put(inward ? Topology.OUTSIDE : Topology.INSIDE, flow, tcpFlags);
        turns(path);
        take(inward ? Topology.INSIDE : Topology.OUTSIDE, 1);
        long mbuf = Memory.getLong(pointers);
        byte[] frame = Memory.bytes(Mbuf.data(mbuf), Mbuf.dataLength(mbuf));
        gateway.pool().free(pointers, 1);
        return frame;
    }

    private void put(int from, int flow, int tcpFlags) {
        long mbuf = gateway.pool().allocate();
        if (from == Topology.INSIDE) {
            flows.writeOut(mbuf, flow, tcpFlags);
        } else {
            flows.writeIn(mbuf, flow, tcpFlags);
        }
        Memory.putLong(pointers, mbuf);
        wire(from).enqueue(pointers, 1);
    }

    private Ring wire(int number) {
        return gateway.device(number).wire(0);
    }

    private void turns(Path path) {
        long began = System.nanoTime();
        while (wire(Topology.INSIDE).count() + wire(Topology.OUTSIDE).count() > 0) {
            now += TURN_NANOS;
            if (path == Path.JAVA) {
                worker.poll(now);
            } else {
                yardstick.poll(now);
            }
        }
        nanos += System.nanoTime() - began;
    }

    private void drain(int number, int expected) {
        take(number, expected);
        gateway.pool().free(pointers, expected);
    }

    private void take(int number, int expected) {
        int sent = expected == 0 ? 0 : gateway.device(number).sent(0).dequeue(pointers, expected);
        if (sent != expected) {
            throw new IllegalStateException(
                    "of %d packets to interface %d, %d came out".formatted(expected, number, sent));
        }
    }

    /** Sessions that exist: every flow has one. */
    long sessions() {
        return worker.counters().get(Counter.SESSIONS_ACTIVE);
    }

    @Override
    public void close() {
        gateway.close();
        arena.close();
    }
}
