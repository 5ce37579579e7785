package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.memory.Topology.INSIDE;
import static io.sallyport.dataplane.memory.Topology.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.worker.Packets.End;
import io.sallyport.dpdk.memory.Memory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many workers, and a network card that spreads packets as it likes. */
class ManyWorkersTest {
    private static final int FLOWS = 300;
    private static final End SERVER = End.of("192.0.2.10", 53);

    private static End host(int flow) {
        return new End(Packets.address("10.1." + flow / 100 + "." + (1 + flow % 100)), 20_000 + flow);
    }

    /** Sends one packet of every flow from inside; returns the NAT end that each flow got. */
    private static Map<End, End> openAll(Rig rig, SplittableRandom random) {
        Map<End, End> natByHost = new HashMap<>();
        for (int flow = 0; flow < FLOWS; flow++) {
            rig.inject(
                    INSIDE, random.nextInt(rig.gateway.workers().size()), Packets.udp(rig.pool, host(flow), SERVER, 8));
            rig.run();
            long out = rig.onlySent(OUTSIDE);
            natByHost.put(host(flow), Packets.source(out));
            rig.pool.free(out);
        }
        return natByHost;
    }

    @ParameterizedTest(name = "{0} workers")
    @ValueSource(ints = {4, 5, 7, 16})
    @Tag("C8.1")
    @Tag("C8.2")
    @Tag("C8.3")
    @Tag("C8.4")
    @Tag("C3.1")
    @Tag("C3.7")
    @Tag("C4.4")
    @Tag("C4.5")
    @Tag("C5.5")
    @Tag("C5.7")
    @Tag("C5.10")
    @DisplayName("every session lives on exactly the worker that the inside tuple and the NAT port both name")
    void oneOwner(int workers) {
        SplittableRandom random = new SplittableRandom(workers);
        try (Rig rig = Rig.of(workers)) {
            Map<End, End> nat = openAll(rig, random);
            assertThat(new HashSet<>(nat.values()))
                    .as("no two flows share a NAT end")
                    .hasSize(FLOWS);
            for (End end : nat.values()) {
                rig.inject(OUTSIDE, random.nextInt(workers), Packets.udp(rig.pool, SERVER, end, 8));
                rig.run();
                rig.pool.free(rig.onlySent(INSIDE));
            }
            SlotOwners owners = new SlotOwners(workers);
            Set<Long> seen = new HashSet<>();
            for (Worker worker : rig.gateway.workers()) {
                int mine = checkSessions(worker, owners, seen);
                CounterSnapshot counters = rig.counters(worker.number());
                assertThat(counters.get(Counter.SNAT_PACKETS)).isEqualTo(mine);
                assertThat(counters.get(Counter.DNAT_PACKETS)).isEqualTo(mine);
                assertThat(counters.get(Counter.SESSIONS_CREATED)).isEqualTo(mine);
            }
            assertThat(seen).hasSize(FLOWS);
            rig.assertNothingLost(0);
        }
    }

    private static int checkSessions(Worker worker, SlotOwners owners, Set<Long> seen) {
        int mine = 0;
        for (int index = 0; index < worker.sessions().capacity(); index++) {
            if (worker.sessions().live(index)) {
                long line = worker.sessions().line(index);
                int bySlot = Slots.slot(
                        SessionLine.insideAddress(line), SessionLine.insidePort(line), SessionLine.protocol(line));
                int natPort = Short.toUnsignedInt(Short.reverseBytes((short) SessionLine.natPort(line)));
                assertThat(owners.owner(bySlot)).isEqualTo(worker.number());
                assertThat(Slots.slotOfNatPort(natPort)).isEqualTo(bySlot);
                assertThat(SessionLine.owner(line)).isEqualTo(worker.number());
                assertThat(seen.add(SessionLine.outKeyAddresses(line) * 31 + SessionLine.outKeyPorts(line)))
                        .as("session on two workers")
                        .isTrue();
                mine++;
            }
        }
        return mine;
    }

    @Test
    @Tag("C8.5")
    @Tag("C8.6")
    @Tag("C3.8")
    @Tag("C3.9")
    @Tag("C3.11")
    @Tag("C10.7")
    @Tag("C13.3")
    @DisplayName(
            "all packets on one queue: the others get theirs by handoff, every look-up is a hit or a miss, none is lost")
    void allOnOneQueue() {
        try (Rig rig = Rig.of(4)) {
            for (int round = 0; round < 2; round++) {
                for (int flow = 0; flow < FLOWS; flow++) {
                    rig.inject(INSIDE, 0, Packets.udp(rig.pool, host(flow), SERVER, 8));
                }
                rig.run();
                var out = rig.sent(OUTSIDE);
                assertThat(out).hasSize(FLOWS);
                out.forEach(rig.pool::free);
            }
            long handedOff = rig.total(Counter.HANDOFF_ENQUEUE);
            assertThat(handedOff).isGreaterThan(FLOWS);
            assertThat(rig.total(Counter.HANDOFF_DEQUEUE)).isEqualTo(handedOff);
            assertThat(rig.total(Counter.XWORKER_MISS)).as("first packets").isEqualTo(handedOff / 2);
            assertThat(rig.total(Counter.XWORKER_HIT)).as("second packets").isEqualTo(handedOff / 2);
            assertThat(rig.total(Counter.HANDOFF_DROP)).isZero();
            rig.assertNothingLost(0);
        }
    }

    @Test
    @Tag("C3.10")
    @Tag("C9.3")
    @DisplayName("while a ring is full the sender leaves its receive queue alone, and nothing is dropped")
    void backpressure() {
        try (Rig rig = new Rig(WorkerSettings.defaults(2, 4000), Rig.POOL, 4096, 64)) {
            SlotOwners owners = new SlotOwners(2);
            int injected = 0;
            for (int flow = 0; injected < 300; flow++) {
                End from = new End(Packets.address("10.1.0.1"), 1 + flow);
                int packetOrder = Short.toUnsignedInt(Short.reverseBytes((short) from.port()));
                if (owners.owner(Slots.slot(from.address(), packetOrder, 17)) == 1) {
                    rig.inject(INSIDE, 0, Packets.udp(rig.pool, from, SERVER, 8));
                    injected++;
                }
            }
            Worker receiver = rig.gateway.workers().getFirst();
            for (int turn = 0; turn < 100; turn++) {
                rig.now += 1_000;
                receiver.poll(rig.now);
            }
            assertThat(receiver.counters().get(Counter.RX_PACKETS)).isLessThanOrEqualTo(2 * 64);
            rig.run();
            var out = rig.sent(OUTSIDE);
            assertThat(out).hasSize(injected);
            out.forEach(rig.pool::free);
            assertThat(rig.total(Counter.HANDOFF_DROP)).isZero();
            rig.assertNothingLost(0);
        }
    }

    @Test
    @Tag("C9.2")
    @Tag("C9.5")
    @DisplayName("a device that takes nothing: received packets wait, and are dropped by name only when patience ends")
    void fullTransmitQueue() {
        try (Rig rig = Rig.of(1)) {
            Worker worker = rig.gateway.workers().getFirst();
            int injected = 0;
            for (int k = 0; k < 1_000; k++) {
                rig.inject(INSIDE, 0, Packets.udp(rig.pool, host(k % FLOWS), SERVER, 8));
                injected++;
                rig.now += 1_000;
                worker.poll(rig.now);
            }
            assertThat(rig.total(DropReason.TX_QUEUE_FULL))
                    .as("within patience")
                    .isZero();
            assertThat(rig.total(Counter.RX_PACKETS))
                    .as("the rest was left to the device")
                    .isLessThan(injected);
            rig.now += 2 * WorkerSettings.DEFAULT_PATIENCE_NANOS;
            worker.poll(rig.now);
            assertThat(rig.total(DropReason.TX_QUEUE_FULL)).isPositive();
            rig.sent(OUTSIDE).forEach(rig.pool::free);
            rig.run();
            rig.sent(OUTSIDE).forEach(rig.pool::free);
            assertThat(rig.total(Counter.RX_PACKETS)).isEqualTo(injected);
            assertThat(rig.total(Counter.TX_PACKETS) + rig.total(DropReason.TX_QUEUE_FULL))
                    .isEqualTo(injected);
            rig.assertNothingLost(0);
        }
    }

    @Test
    @Tag("C2.3")
    @DisplayName("a hairpin goes to the owner of the far flow and is filtered there like any stranger")
    void hairpin() {
        try (Rig rig = Rig.of(4)) {
            End nat =
                    Objects.requireNonNull(openAll(rig, new SplittableRandom(3)).get(host(2)));
            rig.inject(INSIDE, 0, Packets.udp(rig.pool, host(1), nat, 8));
            rig.run();
            assertThat(rig.sent(INSIDE)).isEmpty();
            assertThat(rig.total(DropReason.ED_FILTER)).isEqualTo(1);
            assertThat(rig.total(Counter.HAIRPIN_PACKETS)).isEqualTo(1);
            rig.assertNothingLost(0);
        }
    }

    @Test
    @Tag("C12.1")
    @Tag("C10.6")
    @DisplayName("a slot without a free port refuses new flows to the same remote and serves old ones on")
    void poolExhaustion() {
        WorkerSettings settings = WorkerSettings.defaults(1, 100_000);
        int[] one = {Packets.address("203.0.113.10")};
        try (Rig rig = new Rig(settings, one, 4096, 512)) {
            int opened = 0;
            for (int port = 1; port < 65_536; port += 1) {
                rig.inject(INSIDE, 0, Packets.udp(rig.pool, new End(Packets.address("10.1.0.1"), port), SERVER, 1));
                if (port % 256 == 0 || port == 65_535) {
                    rig.run();
                    var out = rig.sent(OUTSIDE);
                    opened += out.size();
                    out.forEach(rig.pool::free);
                    rig.sent(INSIDE).forEach(rig.pool::free);
                }
            }
            int refused = (int) rig.total(DropReason.NO_PORT);
            assertThat(opened).isEqualTo((int) rig.total(Counter.SESSIONS_ACTIVE));
            assertThat(opened + refused).isEqualTo(65_535);
            assertThat(opened).as("a port for every flow the slots can hold").isGreaterThan(62_000);
            assertThat(rig.total(Counter.PORT_ALLOCATION_FAILURE)).isEqualTo(refused);
            rig.assertNothingLost(0);
        }
    }

    @Test
    @Tag("C12.2")
    @DisplayName("a full session table refuses new flows by that name and serves old ones on")
    void tableExhaustion() {
        try (Rig rig = new Rig(WorkerSettings.defaults(1, 100))) {
            for (int flow = 0; flow < 150; flow++) {
                rig.inject(INSIDE, 0, Packets.udp(rig.pool, host(flow), SERVER, 1));
            }
            rig.run();
            var out = rig.sent(OUTSIDE);
            assertThat(out).hasSize(100);
            out.forEach(rig.pool::free);
            assertThat(rig.total(DropReason.SESSION_TABLE_FULL)).isEqualTo(50);
            var told = rig.sent(INSIDE);
            assertThat(told).hasSize(50);
            assertThat(Memory.getShortBE(Packets.transport(told.getFirst()))).isEqualTo(0x030d);
            told.forEach(rig.pool::free);
            rig.inject(INSIDE, 0, Packets.udp(rig.pool, host(7), SERVER, 1));
            rig.run();
            rig.pool.free(rig.onlySent(OUTSIDE));
            rig.pass(301_000);
            rig.inject(INSIDE, 0, Packets.udp(rig.pool, host(149), SERVER, 1));
            rig.run();
            rig.pool.free(rig.onlySent(OUTSIDE));
            rig.assertNothingLost(0);
        }
    }
}
