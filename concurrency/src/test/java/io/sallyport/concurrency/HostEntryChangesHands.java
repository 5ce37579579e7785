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
 * Hosts come and go on one worker, more of them than its table has entries, while another worker reads: it never takes one host's counts for
 * another's, and what the owner counts of a host whose session lasts is there at each look.
 */
@JCStressTest
@State
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "Each host's own counts.")
@Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "Another host's counts, or none of a host that has some.")
public class HostEntryChangesHands {
    private static final int LASTING = 0x0300_000a;
    private static final int PASSING = 0x0400_000a;
    private static final int HOSTS = 10;
    private static final int LASTING_PORTS = 1;
    private static final int PASSING_PORTS = 2;

    private final HostTable table = new HostTable(Blocks.ALLOCATOR, 1, 3);
    private final HostCounts owner = new HostCounts(0, new HostTable[] {table}, new Limits(100, 100, 0, 64));

    /** One host has had a session from the beginning. */
    public HostEntryChangesHands() {
        owner.began(LASTING, 0);
        owner.tookPort(LASTING);
    }

    /** Lets others come and go. */
    @Actor
    public void worker() {
        for (int k = 0; k < HOSTS; k++) {
            int host = PASSING + (k << 24);
            owner.began(host, k);
            owner.tookPort(host);
            owner.tookPort(host);
            owner.gavePort(host);
            owner.gavePort(host);
            owner.ended(host);
        }
    }

    /** Reads of the one that lasts, and of those that come and go. */
    @Actor
    public void reader(Z_Result result) {
        boolean good = true;
        for (int k = 0; k < HOSTS; k++) {
            good &= table.sessions(LASTING) == 1 && table.ports(LASTING) == LASTING_PORTS;
            int host = PASSING + (k << 24);
            good &= table.sessions(host) <= 1 && table.ports(host) <= PASSING_PORTS;
        }
        result.r1 = good;
    }
}
