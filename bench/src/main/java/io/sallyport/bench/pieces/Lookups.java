package io.sallyport.bench.pieces;

import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.HintMap;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dpdk.Prefetch;
import io.sallyport.dpdk.memory.Memory;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Finding the sessions of a burst of packets, one of all at random for each. */
@State(Scope.Thread)
public class Lookups {
    private static final int BURST = 64;
    private static final int KEYS = 1 << 20;
    private static final int FIRST_HOST = 0x0a10_0000;
    private static final int HOSTS = 1 << 16;
    private static final int SERVER = 0x0a02_00c0;

    /** Sessions that exist. */
    @Param({"1", "10000", "1000000"})
    public int sessions;

    private final TableArena arena = new TableArena();
    private final long scratch = arena.allocate(8L * BURST, "lines");
    private SessionTable table = table(1);
    private long keys;
    private int next;

    private SessionTable table(int capacity) {
        return new SessionTable(arena, capacity, 1, new HintMap(arena, capacity, 1));
    }

    /** Opens the sessions, and writes down a million keys so that choosing one is not measured. */
    @Setup(Level.Trial)
    public void open() {
        table = table(sessions);
        for (int k = 0; k < sessions; k++) {
            int host = Integer.reverseBytes(FIRST_HOST + k % HOSTS);
            if (table.create(host, 1 + k / HOSTS, SERVER, 53, k, 1, Ipv4.UDP, 1, 0, 0, 0) < 0) {
                throw new IllegalStateException("session " + k + " of " + sessions + " cannot be opened");
            }
        }
        keys = arena.allocate(16L * KEYS, "keys");
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 0; k < KEYS; k++) {
            long line = table.line(random.nextInt(sessions));
            Memory.putLong(keys + 16L * k, SessionLine.outKeyAddresses(line));
            Memory.putInt(keys + 16L * k + 8, SessionLine.outKeyPorts(line));
        }
    }

    private long burst() {
        next = (next + BURST) & (KEYS - 1);
        return keys + 16L * next;
    }

    /** Each packet's session before the next one's. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public int oneAfterTheOther() {
        int sum = 0;
        long key = burst();
        for (int k = 0; k < BURST; k++, key += 16) {
            sum += table.findOut(Memory.getLong(key), Memory.getInt(key + 8), Ipv4.UDP);
        }
        return sum;
    }

    /** As workers do: bucket lines of all, session lines of all, then each. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public int asABurst() {
        long first = burst();
        for (int k = 0; k < BURST; k++) {
            Memory.putLong(scratch + 8L * k, table.out().bucket(hash(first + 16L * k)));
        }
        Prefetch.lines(scratch, BURST);
        for (int k = 0; k < BURST; k++) {
            int candidate = table.out().candidate(hash(first + 16L * k));
            Memory.putLong(scratch + 8L * k, table.line(Math.max(0, candidate)));
        }
        Prefetch.lines(scratch, BURST);
        int sum = 0;
        for (int k = 0; k < BURST; k++) {
            long key = first + 16L * k;
            sum += table.findOut(Memory.getLong(key), Memory.getInt(key + 8), Ipv4.UDP);
        }
        return sum;
    }

    private long hash(long key) {
        return table.outHash(Memory.getLong(key), Memory.getInt(key + 8), Ipv4.UDP);
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        arena.close();
    }
}
