package io.sallyport.concurrency.planted;

import io.sallyport.concurrency.Blocks;
import io.sallyport.dpdk.memory.Memory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** The bound of a host without the fence that makes a worker's count visible before it decides again: even x86 lets both overlook the other. */
@JCStressTest
@State
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "As many as it may have.")
@Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "One more: both decided at once.")
@Outcome(expect = Expect.FORBIDDEN, desc = "More than one too many, or too few.")
public class NoFence {
    private static final long LINE = 64;
    private static final long BOUND = 2;

    private final long counts = Blocks.take(2 * LINE);

    private void open(long own) {
        for (int k = 0; k < BOUND; k++) {
            if (Memory.getLongAcquire(counts) + Memory.getLongAcquire(counts + LINE) < BOUND) {
                Memory.putLongRelease(own, Memory.getLongAcquire(own) + 1);
            }
        }
    }

    /** Opens as many as it may. */
    @Actor
    public void one() {
        open(counts);
    }

    /** Likewise. */
    @Actor
    public void other() {
        open(counts + LINE);
    }

    /** Counts them. */
    @Arbiter
    public void arbiter(J_Result result) {
        result.r1 = Memory.getLongAcquire(counts) + Memory.getLongAcquire(counts + LINE);
    }
}
