package io.sallyport.concurrency;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.WorkerCounters;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A number that is read live is one that the worker wrote, and the next look does not see an older one. */
@JCStressTest
@State
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "Numbers that were written, in order.")
@Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "Halves of two numbers, or a step back.")
public class CountersNeverTorn {
    /** Both halves of the counter are always the same. */
    private static final long BOTH_HALVES = 0x1_0000_0001L;

    private static final int TIMES = 40;

    private final WorkerCounters counters = new WorkerCounters(Blocks.take(WorkerCounters.bytes(1, 2)), 1, 2);

    /** Counts. */
    @Actor
    public void worker() {
        for (int k = 0; k < TIMES; k++) {
            counters.add(Counter.RX_BYTES, BOTH_HALVES);
        }
    }

    /** Reads. */
    @Actor
    public void reader(Z_Result result) {
        boolean good = true;
        long before = 0;
        for (int k = 0; k < TIMES; k++) {
            long now = counters.get(Counter.RX_BYTES);
            good &= now % BOTH_HALVES == 0 && now >= before;
            before = now;
        }
        result.r1 = good;
    }
}
