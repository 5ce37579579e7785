package io.sallyport.concurrency;

import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.session.HostCounts;
import io.sallyport.dataplane.session.HostTable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * Hosts with few sessions and ports take turns with hosts with many in the same entries of one worker's table, while another worker reads: it
 * never takes one host's counts for another's, and what the owner counts of a host whose session lasts is there at each look.
 */
@JCStressTest
@State
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "Each host's own counts.")
@Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "Another host's counts, or none of a host that has some.")
public class HostEntryChangesHands {
    private static final int LASTING = 0x0300_000a;
    /** Both kinds go to the same bucket with this seed or another, so that they meet in an entry. */
    private static final int[] SMALL = {0x0400_000a, 0x0500_000a};

    private static final int[] BIG = {0x0600_000a, 0x0700_000a};
    private static final int MANY = 3;
    private static final int TIMES = 8;
    private static final int SECOND = 0;

    private final HostTable table = new HostTable(Blocks.ALLOCATOR, 1, 3);
    private final HostCounts owner = new HostCounts(0, new HostTable[] {table}, new Limits(100, 100, 0, 64));

    /** One host has a session from the beginning. */
    public HostEntryChangesHands() {
        come(LASTING, 1);
    }

    private void come(int host, int sessions) {
        for (int k = 0; k < sessions; k++) {
            owner.began(host, SECOND);
            owner.tookPort(host);
        }
    }

    private void go(int host, int sessions) {
        for (int k = 0; k < sessions; k++) {
            owner.gavePort(host);
            owner.ended(host);
        }
    }

    /** Lets hosts come and go. */
    @Actor
    public void worker() {
        for (int k = 0; k < TIMES; k++) {
            for (int which = 0; which < SMALL.length; which++) {
                come(SMALL[which], 1);
                go(SMALL[which], 1);
                come(BIG[which], MANY);
                go(BIG[which], MANY);
            }
        }
    }

    /** Reads of those with few, and of the one that lasts. */
    @Actor
    public void reader(Z_Result result) {
        boolean good = true;
        for (int k = 0; k < TIMES; k++) {
            good &= table.sessions(LASTING) == 1 && table.ports(LASTING) == 1;
            for (int host : SMALL) {
                good &= table.sessions(host) <= 1 && table.ports(host) <= 1;
            }
        }
        result.r1 = good;
    }
}
