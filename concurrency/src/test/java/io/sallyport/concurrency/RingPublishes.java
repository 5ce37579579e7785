package io.sallyport.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Elements can be read as soon as they are counted, and those of one call come together. */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Nothing has come yet.")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "Both have.")
@Outcome(expect = Expect.FORBIDDEN, desc = "An element was counted before it was there.")
public class RingPublishes {
    private final Belt belt = new Belt(3);

    /** Sends two at once. */
    @Actor
    public void producer() {
        belt.send(2);
    }

    /** Takes what is there. */
    @Actor
    public void consumer(JJ_Result result) {
        belt.take();
        result.r1 = belt.got(0);
        result.r2 = belt.got(1);
    }
}
