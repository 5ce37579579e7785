package io.sallyport.bench.pieces;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.session.TableArena;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Counting, and what it costs that others may ask for a copy. */
@State(Scope.Thread)
public class Counting {
    private static final int INTERFACES = 2;
    private static final int WORKERS = 4;

    private final TableArena arena = new TableArena();
    private final WorkerCounters counters = new WorkerCounters(
            arena.allocate(WorkerCounters.bytes(INTERFACES, WORKERS), "counters"), INTERFACES, WORKERS);

    /** One counter, once more. */
    @Benchmark
    public void add() {
        counters.add(Counter.RX_PACKETS, 1);
    }

    /** Looking whether somebody asks for a copy, as between any two turns. */
    @Benchmark
    public boolean asked() {
        return counters.asked();
    }

    /** Making the copy, as for each answer of the API. */
    @Benchmark
    public boolean publish() {
        counters.publish();
        return counters.asked();
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        arena.close();
    }
}
