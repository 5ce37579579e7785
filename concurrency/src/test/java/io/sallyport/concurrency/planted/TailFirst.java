package io.sallyport.concurrency.planted;

import io.sallyport.concurrency.Blocks;
import io.sallyport.dpdk.memory.Memory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A ring that counts an element before it writes it: on any processor another thread can then read what is not there. */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Nothing has come yet.")
@Outcome(id = "1, 7", expect = Expect.ACCEPTABLE, desc = "The element has.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The element was counted before it was there.")
public class TailFirst {
    private static final long ELEMENT = 64;

    private final long tail = Blocks.take(2 * ELEMENT);

    /** Sends. */
    @Actor
    public void producer() {
        Memory.putLongRelease(tail, 1);
        Memory.putLong(tail + ELEMENT, 7);
    }

    /** Takes. */
    @Actor
    public void consumer(JJ_Result result) {
        result.r1 = Memory.getLongAcquire(tail);
        result.r2 = result.r1 == 0 ? 0 : Memory.getLong(tail + ELEMENT);
    }
}
