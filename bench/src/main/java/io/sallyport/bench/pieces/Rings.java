package io.sallyport.bench.pieces;

import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dpdk.Ring;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Handing packets over a ring: on it and off it again, by one thread, so that its lines stay in one CPU's cache. */
@State(Scope.Thread)
public class Rings {
    private static final int BURST = 64;
    private static final int SIZE = 512;

    private final TableArena arena = new TableArena();
    private final Ring ring = Ring.initialize(arena.allocate(Ring.bytes(SIZE), "ring"), SIZE);
    private final long pointers = arena.allocate(8L * BURST, "pointers");

    /** A packet by itself. */
    @Benchmark
    public int oneOnAndOff() {
        return ring.enqueue(pointers, 1) + ring.dequeue(pointers, 1);
    }

    /** A burst of 64; per packet. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public int burstOnAndOff() {
        return ring.enqueue(pointers, BURST) + ring.dequeue(pointers, BURST);
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        arena.close();
    }
}
