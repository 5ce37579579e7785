package io.sallyport.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A ring that holds three elements and is given two at a time: nothing is lost, doubled or overtaken while its indices wrap. */
@JCStressTest
@State
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "All that was sent has come, in order.")
@Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "Something was lost, doubled or overtaken.")
public class RingOfThree {
    private final Belt belt = new Belt(3);

    /** Sends. */
    @Actor
    public void producer() {
        for (int k = 0; k < 6; k++) {
            belt.send(2);
        }
    }

    /** Takes. */
    @Actor
    public void consumer() {
        for (int k = 0; k < 6; k++) {
            belt.take();
        }
    }

    /** Judges. */
    @Arbiter
    public void arbiter(Z_Result result) {
        result.r1 = belt.isWhole();
    }
}
