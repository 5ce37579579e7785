package io.sallyport.concurrency;

import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.session.HostCounts;
import io.sallyport.dataplane.session.HostTable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two workers that open sessions of one host at once exceed its bound by one at most. */
@JCStressTest
@State
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "As many as it may have.")
@Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "One more: both decided at once.")
@Outcome(expect = Expect.FORBIDDEN, desc = "More than one too many, or too few.")
public class HostBound {
    private static final int HOST = 0x0300_000a;
    private static final int SECOND = 7;
    private static final int BOUND = 2;

    private final HostTable[] tables = {new HostTable(Blocks.ALLOCATOR, 1, 3), new HostTable(Blocks.ALLOCATOR, 1, 4)};
    private final Limits limits = new Limits(BOUND, 0, 0, 64);
    private final HostCounts first = new HostCounts(0, tables, limits);
    private final HostCounts second = new HostCounts(1, tables, limits);

    private static void open(HostCounts counts) {
        for (int k = 0; k < BOUND; k++) {
            if (counts.admit(HOST, SECOND) == HostCounts.OK) {
                counts.began(HOST, SECOND);
            }
        }
    }

    /** Opens as many as it may. */
    @Actor
    public void one() {
        open(first);
    }

    /** Likewise. */
    @Actor
    public void other() {
        open(second);
    }

    /** Counts them. */
    @Arbiter
    public void arbiter(I_Result result) {
        result.r1 = tables[0].sessions(HOST) + tables[1].sessions(HOST);
    }
}
