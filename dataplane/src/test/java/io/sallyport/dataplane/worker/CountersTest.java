package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.memory.Topology.INSIDE;
import static io.sallyport.dataplane.memory.Topology.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.worker.Packets.End;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every counter moves by exactly what happened, and by nothing else. */
class CountersTest {
    private static final int WORKERS = 4;
    private static final int FLOWS = 100;
    private static final End SERVER = End.of("192.0.2.10", 53);
    private static final End STRANGER = End.of("192.0.2.66", 53);

    private final Rig rig = Rig.of(WORKERS);
    private final SplittableRandom random = new SplittableRandom(3);
    private Map<Counter, Long> before = all();

    @AfterEach
    void close() {
        rig.assertNothingLost(0);
        rig.close();
    }

    private Map<Counter, Long> all() {
        Map<Counter, Long> values = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.ALL) {
            values.put(counter, rig.total(counter));
        }
        return values;
    }

    /** How far a counter has moved since this was last asked of all. */
    private long moved(Counter counter) {
        return rig.total(counter) - before.getOrDefault(counter, 0L);
    }

    private void mark() {
        before = all();
    }

    private static End host(int flow) {
        return new End(Packets.address("10.3.0." + (1 + flow)), 7_000);
    }

    private void send(int interfaceNumber, long mbuf) {
        rig.inject(interfaceNumber, random.nextInt(WORKERS), mbuf);
    }

    private List<Long> openAll() {
        for (int flow = 0; flow < FLOWS; flow++) {
            send(INSIDE, Packets.udp(rig.pool, host(flow), SERVER, 8));
        }
        rig.run();
        List<Long> out = rig.sent(OUTSIDE);
        assertThat(out).hasSize(FLOWS);
        return out;
    }

    private void free(List<Long> packets) {
        packets.forEach(rig.pool::free);
    }

    @Test
    @Tag("C10.1")
    @DisplayName("sessions created, active, deleted and timed out: by flows that open, expire and end")
    void sessions() {
        free(openAll());
        assertThat(moved(Counter.SESSIONS_CREATED)).isEqualTo(FLOWS);
        assertThat(moved(Counter.SESSIONS_ACTIVE)).isEqualTo(FLOWS);
        assertThat(moved(Counter.SESSIONS_DELETED)).isZero();
        rig.pass(200_000);
        for (int flow = 0; flow < 30; flow++) {
            send(INSIDE, Packets.udp(rig.pool, host(flow), SERVER, 8));
        }
        rig.run();
        free(rig.sent(OUTSIDE));
        rig.pass(200_000);
        rig.run();
        assertThat(moved(Counter.SESSIONS_CREATED)).isEqualTo(FLOWS);
        assertThat(moved(Counter.SESSIONS_TIMED_OUT)).isEqualTo(FLOWS - 30);
        assertThat(moved(Counter.SESSIONS_DELETED)).isEqualTo(FLOWS - 30);
        assertThat(moved(Counter.SESSIONS_ACTIVE)).isEqualTo(30);
    }

    @Test
    @Tag("C10.2")
    @Tag("C10.3")
    @Tag("C10.9")
    @DisplayName("SNAT and DNAT packets: one for each packet that left translated, each way, by interface as in all")
    void translated() {
        List<Long> out = openAll();
        for (long sent : out) {
            send(OUTSIDE, Packets.udp(rig.pool, SERVER, Packets.source(sent), 8));
            send(OUTSIDE, Packets.udp(rig.pool, SERVER, Packets.source(sent), 8));
        }
        free(out);
        rig.run();
        List<Long> back = rig.sent(INSIDE);
        assertThat(back).hasSize(2 * FLOWS);
        free(back);
        assertThat(moved(Counter.SNAT_PACKETS)).isEqualTo(FLOWS);
        assertThat(moved(Counter.DNAT_PACKETS)).isEqualTo(2 * FLOWS);
        assertThat(moved(Counter.RX_PACKETS)).isEqualTo(3 * FLOWS);
        assertThat(moved(Counter.TX_PACKETS)).isEqualTo(3 * FLOWS);
        assertThat(workers(worker -> rig.counters(worker).received(OUTSIDE))).isEqualTo(2 * FLOWS);
        assertThat(workers(worker -> rig.counters(worker).transmitted(OUTSIDE))).isEqualTo(FLOWS);
    }

    private interface OfWorker {
        long of(int worker);
    }

    private static long workers(OfWorker value) {
        return LongStream.range(0, WORKERS)
                .map(worker -> value.of((int) worker))
                .sum();
    }

    @Test
    @Tag("C10.4")
    @DisplayName("session misses: one for each packet that found none, whether it may open one or not")
    void misses() {
        free(openAll());
        assertThat(moved(Counter.SESSION_MISS)).isEqualTo(FLOWS);
        for (int k = 0; k < 7; k++) {
            send(INSIDE, Packets.tcp(rig.pool, host(k), SERVER, Tcp.ACK, 4));
        }
        rig.run();
        assertThat(rig.sent(OUTSIDE)).isEmpty();
        assertThat(moved(Counter.SESSION_MISS)).isEqualTo(FLOWS + 7);
        assertThat(rig.total(DropReason.NO_SESSION)).isEqualTo(7);
        mark();
        for (int flow = 0; flow < FLOWS; flow++) {
            send(INSIDE, Packets.udp(rig.pool, host(flow), SERVER, 8));
        }
        rig.run();
        free(rig.sent(OUTSIDE));
        assertThat(moved(Counter.SESSION_MISS)).as("found").isZero();
    }

    @Test
    @Tag("C10.5")
    @Tag("C9.5")
    @DisplayName("ED drops: one for each stranger's packet to a port in use")
    void strangers() {
        List<Long> out = openAll();
        for (long sent : out) {
            send(OUTSIDE, Packets.udp(rig.pool, STRANGER, Packets.source(sent), 8));
        }
        free(out);
        rig.run();
        assertThat(rig.sent(INSIDE)).isEmpty();
        assertThat(moved(Counter.ED_DROP)).isEqualTo(FLOWS);
        assertThat(rig.total(DropReason.ED_FILTER)).isEqualTo(FLOWS);
        assertThat(moved(Counter.DNAT_PACKETS)).isZero();
    }

    @Test
    @Tag("C10.8")
    @Tag("C10.9")
    @Tag("C10.10")
    @DisplayName("each worker's row and the sum of all rows add up to what went in and came out, at any moment")
    void rowsAddUp() {
        int in = 0;
        int out = 0;
        for (int round = 0; round < 200; round++) {
            int burst = random.nextInt(60);
            for (int k = 0; k < burst; k++) {
                send(INSIDE, Packets.udp(rig.pool, host(random.nextInt(FLOWS)), SERVER, 8));
                in++;
            }
            rig.now += 1_000;
            rig.gateway.workers().get(random.nextInt(WORKERS)).poll(rig.now);
            List<Long> sent = rig.sent(OUTSIDE);
            out += sent.size();
            free(sent);
            assertThat(workers(worker -> Math.abs(rig.counters(worker).difference())))
                    .isZero();
        }
        rig.run();
        List<Long> rest = rig.sent(OUTSIDE);
        free(rest);
        assertThat(rig.total(Counter.RX_PACKETS)).isEqualTo(in);
        assertThat(rig.total(Counter.TX_PACKETS))
                .isEqualTo((long) out + rest.size())
                .isEqualTo(in);
        assertThat(rig.total(Counter.HANDOFF_ENQUEUE)).isEqualTo(rig.total(Counter.HANDOFF_DEQUEUE));
    }

    @Test
    @Tag("C3.11")
    @DisplayName(
            "handed off, by the interface that packets came from: those that the first worker to see them does not own, once each")
    void handedOffByInterface() {
        List<Long> out = openAll();
        long opening = handedOff(INSIDE);
        assertThat(opening).isEqualTo(rig.total(Counter.HANDOFF_ENQUEUE)).isPositive();
        long answers = 0;
        for (long sent : out) {
            End nat = Packets.source(sent);
            answers += stray(OUTSIDE, Slots.slotOfNatPort(nat.port()), Packets.udp(rig.pool, SERVER, nat, 8));
        }
        rig.run();
        free(rig.sent(INSIDE));
        assertThat(handedOff(OUTSIDE)).isEqualTo(answers);
        long hairpins = 0;
        for (long sent : out) { // each goes on to the owner of the NAT port it is for
            int slot = Slots.slot(host(0).address(), Ports.swap(host(0).port()), Ipv4.UDP);
            hairpins += stray(INSIDE, slot, Packets.udp(rig.pool, host(0), Packets.source(sent), 8));
        }
        free(out);
        rig.run();
        assertThat(handedOff(INSIDE)).isEqualTo(opening + hairpins);
        assertThat(handedOff(OUTSIDE)).isEqualTo(answers);
        assertThat(rig.total(Counter.HANDOFF_ENQUEUE)).isGreaterThan(opening + answers + hairpins);
    }

    private long handedOff(int interfaceNumber) {
        return workers(worker -> rig.counters(worker).handedOff(interfaceNumber));
    }

    /** Sends a packet to any worker; returns 1 unless that owns its flow. */
    private int stray(int interfaceNumber, int slot, long mbuf) {
        int first = random.nextInt(WORKERS);
        rig.inject(interfaceNumber, first, mbuf);
        return new SlotOwners(WORKERS).owner(slot) == first ? 0 : 1;
    }
}
