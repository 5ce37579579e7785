package io.sallyport.verify.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.ports.PortRandom;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.verify.check.Finding;
import io.sallyport.verify.model.End;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway that counts wrongly, loses something or has something twice is found. */
class LifeLieTest {
    private final Sample sample = new Sample();
    private final int owner = sample.book.owner(Sample.UDP);

    @BeforeEach
    void someTraffic() {
        for (int queue = 0; queue < Sample.WORKERS; queue++) {
            sample.pass(Sample.UDP, Side.FIRST, queue);
            sample.pass(Sample.UDP, Side.SECOND, queue);
            sample.pass(Sample.TCP, Side.FIRST, queue);
            sample.pass(Sample.TCP, Side.SECOND, queue);
            sample.pass(Sample.HAIRPIN, Side.FIRST, queue);
            sample.pass(Sample.HAIRPIN, Side.SECOND, queue);
            sample.pass(Sample.PING, Side.FIRST, queue);
        }
        new RestCheck(sample.life).run(); // as it is, nothing is wrong
        assertThat(sample.tally.get(Tally.Of.LEFT)).isEqualTo(7 * Sample.WORKERS);
    }

    @AfterEach
    void clearAway() {
        sample.close();
    }

    private Worker worker(int number) {
        return sample.life.rig().workers().get(number);
    }

    private WorkerCounters counters(int number) {
        return worker(number).counters();
    }

    private void rest() {
        sample.turns();
        new RestCheck(sample.life).run();
    }

    private static void assertFound(String kind, ThrowingCallable lie) {
        assertThatThrownBy(lie)
                .isInstanceOfSatisfying(
                        Finding.class, finding -> assertThat(finding.kind()).isEqualTo(kind));
    }

    @Test
    @Tag("C9.2")
    @DisplayName("a packet that is counted twice")
    void findsALedgerThatIsOut() {
        counters(owner).add(Counter.TX_PACKETS, 1);
        assertFound("ledger", () -> sample.pass(Sample.UDP, Side.FIRST, owner));
    }

    @Test
    @Tag("C9.2")
    @Tag("C9.5")
    @DisplayName("a drop that is counted and was none")
    void findsADropTooMany() {
        counters(owner).drop(DropReason.NO_SESSION, 1);
        counters(owner).add(Counter.RX_PACKETS, 1);
        assertFound("drops", () -> sample.pass(Sample.UDP, Side.FIRST, owner));
    }

    @Test
    @DisplayName("a buffer that nobody gives back")
    void findsALostBuffer() {
        sample.life.rig().pool().allocate();
        assertFound("buffers", this::rest);
    }

    @Test
    @DisplayName("a buffer that is given back twice")
    void findsABufferGivenTwice() {
        assertFound("buffer", () -> sample.life.rig().pool().done(4_096));
    }

    @ParameterizedTest
    @EnumSource(
            value = Counter.class,
            names = {
                "XWORKER_HIT",
                "XWORKER_MISS",
                "SNAT_PACKETS",
                "DNAT_PACKETS",
                "HAIRPIN_PACKETS",
                "ICMP_ERRORS_TRANSLATED"
            })
    @Tag("C8.2")
    @Tag("C8.5")
    @Tag("C10.10")
    @DisplayName("a counter that has moved once too often, or on the wrong worker")
    void findsWrongCounters(Counter counter) {
        counters(owner).add(counter, 1);
        String name = counter.label().startsWith("xworker") ? "xworker counters" : counter.label();
        assertFound(name, this::rest);
        counters(owner).add(counter, -2);
        if (counters(owner).get(counter) >= 0) {
            assertFound(name, this::rest);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Counter.class,
            names = {"HANDOFF_DROP", "ED_DROP", "PORT_ALLOCATION_FAILURE"})
    @Tag("C9.1")
    @Tag("C9.5")
    @DisplayName("a count beside the reasons of drops that does not agree with them")
    void findsCountersBesideDrops(Counter counter) {
        counters(owner).add(counter, 1);
        assertFound("drop counters", this::rest);
    }

    @Test
    @Tag("C10.9")
    @DisplayName("packets that a worker counts on another interface than they came by")
    void findsWrongSums() {
        counters(owner).received(Network.INSIDE, 1);
        assertFound("sums", this::rest);
    }

    @Test
    @DisplayName("a count of hand-overs that the other worker does not confirm")
    void findsHandOversThatWereNone() {
        counters(owner).handedTo((owner + 1) % Sample.WORKERS, 1);
        assertFound("handoff", this::rest);
    }

    @Test
    @Tag("C8.1")
    @DisplayName("a session with a worker that does not own it")
    void findsSessionsOnTheWrongWorker() {
        int wrong = (sample.book.owner(Flow.UDP, end(9)) + 1) % Sample.WORKERS;
        session(wrong, end(9), new End(Network.POOL, 9));
        assertFound("owner", this::rest);
    }

    @Test
    @Tag("C8.3")
    @DisplayName("two sessions of two workers with one NAT tuple and remote endpoint")
    void findsSessionsThatShareATuple() {
        Map<Integer, End> ends = new HashMap<>();
        for (int port = 1; ends.size() < 2; port++) {
            ends.put(sample.book.owner(Flow.UDP, end(port)), end(port));
        }
        ends.forEach((worker, inside) -> session(worker, inside, new End(Network.POOL, 9)));
        assertFound("duplicate", this::rest);
    }

    private static End end(int port) {
        return new End(Network.HOSTS + 1, port);
    }

    /** Makes a session and counts it. */
    private void session(int worker, End inside, End nat) {
        int made = worker(worker)
                .sessions()
                .create(
                        Integer.reverseBytes(inside.address()),
                        Short.toUnsignedInt(Short.reverseBytes((short) inside.port())),
                        Integer.reverseBytes(Network.SERVERS),
                        0x3500,
                        Integer.reverseBytes(nat.address()),
                        Short.toUnsignedInt(Short.reverseBytes((short) nat.port())),
                        Flow.UDP,
                        1,
                        SessionLine.STATIC,
                        worker,
                        (int) (sample.now / 1_000_000));
        assertThat(made).isNotNegative();
        counters(worker).add(Counter.SESSIONS_CREATED, 1);
        counters(worker).add(Counter.SESSIONS_ACTIVE, 1);
    }

    @Test
    @DisplayName("a session that is gone and is counted, and one that its flow must have")
    void findsSessionsThatAreGone() {
        int index = 0;
        while (!worker(owner).sessions().live(index)) {
            index++;
        }
        worker(owner).sessions().delete(index);
        assertFound("session counters", this::rest);
    }

    @Test
    @DisplayName("a port in use that no session holds")
    void findsLeakedPorts() {
        worker(0).ports().allocate(0, PortMap.UDP, 1, -1, new PortRandom(1, 0));
        assertFound("ports", this::rest);
    }

    @Test
    @Tag("C3.12")
    @Tag("C9.3")
    @DisplayName("a packet that is dropped where its way does not lead, or for a reason that it cannot have")
    void findsDropsOutOfPlace() {
        Parcel parcel = sample.data(Sample.UDP);
        int off = 0;
        while (parcel.way().leadsTo(off)) {
            off++;
        }
        int worker = off;
        sample.life.rig().arrive(Network.OUTSIDE, worker, parcel); // from inside, on the outside interface: refused
        assertFound("owner", () -> sample.turn(worker));
        sample.life.rig().pool().forget();
        Parcel other = sample.data(Sample.UDP);
        sample.life.rig().arrive(Network.OUTSIDE, 0, other);
        assertFound("established flow", () -> sample.turn(0));
    }

    @Test
    @DisplayName("a packet that never leaves although nothing keeps it")
    void findsPacketsThatStay() {
        Parcel parcel = sample.data(Sample.UDP);
        sample.life.rig().pool().fill(parcel.frame().bytes(), parcel);
        assertFound("rest", this::rest);
    }

    @Test
    @DisplayName("sessions that outlive all timeouts")
    void findsSessionsThatStay() {
        assertFound("end", () -> new RestCheck(sample.life).empty());
    }
}
