package io.sallyport.concurrency;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.WorkerCounters;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** A copy that was asked for is of one moment between two turns, in each of which as much is received as is sent. */
@JCStressTest
@State
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "The copy was not there in time.")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "The copy balances.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The copy is of two moments.")
public class CountersAtOneMoment {
    private static final int TURNS = 4;

    private final WorkerCounters counters = new WorkerCounters(Blocks.take(WorkerCounters.bytes(1, 2)), 1, 2);

    /** Counts, and copies when asked. */
    @Actor
    public void worker() {
        for (int turn = 0; turn < TURNS; turn++) {
            counters.add(Counter.RX_PACKETS, 1);
            counters.add(Counter.TX_PACKETS, 1);
            if (counters.asked()) {
                counters.publish();
            }
        }
    }

    /** Asks, twice, and reads what is there. */
    @Actor
    public void reader(J_Result result) {
        result.r1 = -1;
        for (int again = 0; again < 2; again++) {
            long number = counters.ask();
            for (int k = 0; k < TURNS && !counters.isAnswered(number); k++) {
                Thread.onSpinWait();
            }
            if (!counters.isAnswered(number)) {
                return;
            }
            CounterSnapshot copy = counters.read(true);
            result.r1 = copy.get(Counter.RX_PACKETS) - copy.get(Counter.TX_PACKETS);
            if (result.r1 != 0) {
                return;
            }
        }
    }
}
