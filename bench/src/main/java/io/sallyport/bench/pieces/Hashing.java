package io.sallyport.bench.pieces;

import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.HintMap;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TableArena;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What decides about owner and bucket of a flow. */
@State(Scope.Thread)
public class Hashing {
    private final TableArena arena = new TableArena();
    private final SessionTable sessions = new SessionTable(arena, 1, 1, new HintMap(arena, 1, 1));
    private long tuple;

    /** Begins with a tuple that the compiler does not know. */
    @Setup
    public void choose() {
        tuple = System.nanoTime();
    }

    /** The slot of an inside tuple. */
    @Benchmark
    public int slotOfTuple() {
        tuple++;
        return Slots.slot((int) tuple, (int) (tuple >>> 32) & 0xffff, Ipv4.UDP);
    }

    /** The hash of a session's key. */
    @Benchmark
    public long hashOfKey() {
        tuple++;
        return sessions.outHash(tuple, (int) tuple, Ipv4.UDP);
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        arena.close();
    }
}
