package io.sallyport.concurrency;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.WorkerCounters;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A copy that was asked for is of one moment between two turns, in each of which as much is received as is handed on, and that moment is not
 * before the question.
 */
@JCStressTest
@State
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "No copy was there in time.")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "The copies balance and are not too old.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A copy is of two moments, or too old.")
public class CountersAtOneMoment {
    private static final int MOST_TURNS = 10_000;
    private static final int MOST_LOOKS = 2_000;
    private static final int QUESTIONS = 3;

    private final WorkerCounters counters = new WorkerCounters(Blocks.take(WorkerCounters.bytes(1, 2)), 1, 2);
    private volatile boolean done;

    /** Counts at both ends of the block, and copies when asked. */
    @Actor
    public void worker() {
        for (int turn = 0; turn < MOST_TURNS && !done; turn++) {
            counters.add(Counter.RX_PACKETS, 1);
            counters.handedTo(1, 1);
            if (counters.asked()) {
                counters.publish();
            }
        }
    }

    /** Asks and reads what is there. */
    @Actor
    public void reader(I_Result result) {
        result.r1 = -1;
        for (int k = 0; k < QUESTIONS && result.r1 <= 0; k++) {
            result.r1 = Math.max(result.r1, ask());
        }
        done = true;
    }

    /** -1 if there is no answer, else 0 if it is right. */
    private int ask() {
        long before = counters.get(Counter.RX_PACKETS);
        long number = counters.ask();
        for (int look = 0; look < MOST_LOOKS && !counters.isAnswered(number); look++) {
            Thread.onSpinWait();
        }
        if (!counters.isAnswered(number)) {
            return -1;
        }
        CounterSnapshot copy = counters.read(true);
        long received = copy.get(Counter.RX_PACKETS);
        return received == copy.handedTo(1) && received >= before ? 0 : 1;
    }
}
