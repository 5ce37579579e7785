package io.sallyport.concurrency;

import io.sallyport.dataplane.session.HintMap;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Who gets a packet over a ring sees a hint of every session that its sender had opened before, and of one that goes on beside another that ends. */
@JCStressTest
@State
@Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "The packet has not come yet.")
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "It has, and the hint is there.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The packet overtook the hint.")
public class HintBeforeHandoff {
    private static final int HOST = 0x0300_000a;
    private static final int REMOTE = 0x0902_0100;
    private static final int NAT = 0x0a71_00cb;
    private static final int UDP = 17;

    private final HintMap hints = new HintMap(Blocks.ALLOCATOR, 2, 5);
    private final SessionTable sessions = new SessionTable(Blocks.ALLOCATOR, 2, 6, hints);
    private final Belt belt = new Belt(1);
    private final int passing = open(2000);

    private int open(int port) {
        return sessions.create(HOST, port, REMOTE, 53, NAT, port, UDP, 1, 0, 0, 0);
    }

    /** Opens a session, ends another one, hands a packet over. */
    @Actor
    public void owner() {
        open(1000);
        sessions.delete(passing);
        belt.send(1);
    }

    /** Takes it and looks. */
    @Actor
    public void other(ZZ_Result result) {
        belt.take();
        result.r1 = belt.count() == 1;
        result.r2 = result.r1 && hints.mayHave(addresses(), ports(), UDP);
    }

    private long addresses() {
        return SessionLine.outKeyAddresses(lasting());
    }

    private int ports() {
        return SessionLine.outKeyPorts(lasting());
    }

    /** Read here though it is the owner's: the ring has put it in order. */
    private long lasting() {
        return sessions.line(1 - passing);
    }
}
