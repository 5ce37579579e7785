package io.sallyport.verify.simulation;

import static java.lang.Integer.reverseBytes;

import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.verify.model.End;
import io.sallyport.verify.model.Ownership;
import java.util.List;

/** A small scenario, and one life of it to be lied to. */
final class Sample implements AutoCloseable {
    static final int WORKERS = 4;
    static final long NOW = 1_000_000_000L;
    static final long PATIENCE = 100_000;

    static final Flow UDP = outward(0, Flow.UDP, 2_001);
    static final Flow OTHER = outward(1, Flow.UDP, 2_002);
    static final Flow TCP = outward(2, Flow.TCP, 2_003);
    static final Flow HAIRPIN = new Flow(
            3,
            Flow.Kind.HAIRPIN,
            Flow.UDP,
            new End(Network.HOSTS, 2_004),
            new End(Network.WHOLE_HOST_OUTSIDE, 7_000),
            new End(Network.WHOLE_HOST, 7_000));
    static final Flow PING = outward(4, Flow.ICMP, 2_005);

    private final Rig.Desk desk = new Rig.Desk();
    final Scenario scenario = scenario();
    final Book book = new Book(scenario);
    final Excuses excuses = new Excuses(scenario, book);
    final Tally tally = new Tally();
    final Life life = new Life(desk, scenario, WORKERS, Network.WHOLE, book, excuses, tally, Trace.NONE, NOW);
    long now = NOW;

    private static Flow outward(int number, int protocol, int port) {
        End remote = new End(Network.SERVERS, protocol == Flow.ICMP ? 0 : 53);
        return new Flow(number, Flow.Kind.OUTWARD, protocol, new End(Network.HOSTS, port), remote, Flow.NONE);
    }

    private static Scenario scenario() {
        StaticMapping whole = new StaticMapping(
                StaticMapping.ANY, reverseBytes(Network.WHOLE_HOST), 0, reverseBytes(Network.WHOLE_HOST_OUTSIDE), 0);
        return new Scenario(
                7,
                WORKERS,
                Rss.PER_FLOW,
                64,
                Timeouts.DEFAULT,
                NatOptions.DEFAULT,
                new Limits(0, 0, 0, 64),
                PATIENCE,
                8,
                64,
                64,
                1_000,
                new NatFacts(List.of(PoolAddress.of(reverseBytes(Network.POOL))), List.of(whole), List.of()),
                List.of(UDP, OTHER, TCP, HAIRPIN, PING),
                new Scenario.Mood(1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    /** A NAT tuple that a flow may have. */
    static End nat(Flow flow) {
        return new End(Network.POOL, (Ownership.slot(flow.protocol(), flow.inside()) << 10) + 5);
    }

    /** A packet of the first side, as it comes. */
    Parcel data(Flow flow) {
        Parcel parcel = book.data(flow, Side.FIRST, 0, 0, now);
        if (parcel == null) {
            throw new IllegalStateException(flow + " cannot begin");
        }
        return parcel;
    }

    /** A packet of the first side, as it should leave. */
    static byte[] leaving(Parcel parcel, End nat) {
        Flow flow = parcel.of();
        Frames.Ends ends = Frames.seen(flow, parcel.side(), nat);
        return Frames.data(flow.protocol(), parcel.side(), ends, parcel.number(), parcel.flags(), true);
    }

    /** A packet comes in and goes its way. */
    void pass(Flow flow, Side side, int queue) {
        Parcel parcel = book.data(flow, side, queue, 0, now);
        if (parcel != null) {
            life.arrive(queue, parcel);
        }
        turns();
    }

    /** All workers take turns, and wires take what leaves. */
    void turns() {
        for (int round = 0; round < 4; round++) {
            for (int worker = 0; worker < WORKERS; worker++) {
                turn(worker);
            }
            life.rig().drainAll();
        }
    }

    void turn(int worker) {
        now += scenario.turn();
        life.at(now);
        life.turn(worker);
    }

    @Override
    public void close() {
        desk.close();
    }
}
