package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.worker.Nat.HOST;
import static io.sallyport.dataplane.worker.Nat.OTHER;
import static io.sallyport.dataplane.worker.Nat.POOL;
import static io.sallyport.dataplane.worker.Nat.SERVER;
import static io.sallyport.dataplane.worker.Nat.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.restart.Discard;
import io.sallyport.dataplane.restart.Redeal;
import io.sallyport.dataplane.restart.Restored;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.worker.Packets.End;
import io.sallyport.dpdk.memory.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway that takes over the session lines of another one, as after {@code kill -9}: nothing else is left of that. */
@Tag("C13.5")
class RestartTest {
    private static final int SESSIONS = 400;
    private static final End WEB = End.of("192.0.2.10", 80);

    private static WorkerSettings workers(int count) {
        return WorkerSettings.defaults(count, SESSIONS);
    }

    /** Gives all lines to the workers of another gateway, on which no packet was seen yet. */
    private static Restored restart(Nat before, Nat after) {
        after.rig.now = before.rig.now;
        List<Redeal.Lines> earlier = before.rig.gateway.workers().stream()
                .map(worker -> new Redeal.Lines(
                        worker.sessions().line(0), worker.sessions().capacity()))
                .toList();
        Restored all = new Restored();
        for (Worker worker : after.rig.gateway.workers()) {
            SessionTable table = worker.sessions();
            int count = after.rig.gateway.workers().size();
            all.add(Redeal.deal(earlier, worker.number(), count, 0, table.line(0), table.capacity()));
            all.add(worker.restore(after.rig.now));
        }
        return all;
    }

    private static int portsInUse(Nat nat, int portClass) {
        return nat.rig.gateway.workers().stream()
                .mapToInt(worker -> worker.ports().inUse(0, portClass))
                .sum();
    }

    private static List<Long> lines(Nat nat) {
        List<Long> lines = new ArrayList<>();
        for (Worker worker : nat.rig.gateway.workers()) {
            for (int index = 0; index < worker.sessions().capacity(); index++) {
                if (worker.sessions().live(index)) {
                    lines.add(worker.sessions().line(index));
                }
            }
        }
        return lines;
    }

    @ParameterizedTest
    @CsvSource({"3,3", "4,5", "5,8", "8,4", "3,1", "1,63"})
    void everySessionGoesOnUnderItsNatTupleWhateverTheNumberOfWorkers(int workers, int workersAfter) {
        try (Nat before = new Nat(workers(workers), NatFacts.of(POOL));
                Nat after = new Nat(workers(workersAfter), NatFacts.of(POOL))) {
            List<End> inside = new ArrayList<>();
            List<End> nat = new ArrayList<>();
            for (int host = 0; host < 60; host++) {
                inside.add(new End(HOST.address() + (host << 24), 5000 + host));
                nat.add(before.open(inside.getLast(), SERVER));
            }
            End tcp = before.oneOut(Datagram.tcp(HOST, WEB, Tcp.SYN)).from();
            before.oneIn(Datagram.tcp(WEB, tcp, Tcp.SYN | Tcp.ACK));
            int ping = before.oneOut(Datagram.query(Icmp.ECHO_REQUEST, HOST.address(), SERVER.address(), 9, 4))
                    .identifier();

            Restored restored = restart(before, after);

            assertThat(restored.sessions()).isEqualTo(62);
            assertThat(restored.discarded()).isZero();
            assertThat(after.count(Counter.SESSIONS_ACTIVE)).isEqualTo(62);
            assertThat(after.count(Counter.SESSIONS_RESTORED)).isEqualTo(62);
            for (int host = 0; host < 60; host++) {
                assertThat(after.oneIn(Datagram.udp(SERVER, nat.get(host), 7)).to())
                        .isEqualTo(inside.get(host));
                assertThat(after.open(inside.get(host), SERVER)).isEqualTo(nat.get(host));
            }
            assertThat(after.oneIn(Datagram.tcp(WEB, tcp, Tcp.ACK)).to()).isEqualTo(HOST);
            assertThat(after.oneOut(Datagram.tcp(HOST, WEB, Tcp.ACK)).from()).isEqualTo(tcp);
            assertThat(after.oneOut(Datagram.query(Icmp.ECHO_REQUEST, HOST.address(), SERVER.address(), 9, 4))
                            .identifier())
                    .isEqualTo(ping);
            assertThat(after.count(Counter.SESSIONS_CREATED)).isZero();
            assertThat(after.in(Datagram.udp(STRANGER, nat.getFirst(), 7))).isEmpty();
            assertThat(portsInUse(after, PortMap.UDP)).isEqualTo(60);
        }
    }

    @Test
    void aPortOfARestoredSessionIsNotGivenOutUntilThatEnds() {
        try (Nat before = new Nat(workers(1), NatFacts.of(POOL));
                Nat after = new Nat(workers(1), NatFacts.of(POOL))) {
            End kept = before.open(HOST, SERVER);

            restart(before, after);

            assertThat(after.rig.gateway.workers().getFirst().ports().uses(0, PortMap.UDP, kept.port()))
                    .isEqualTo(1);
            after.pass(301_000);
            assertThat(portsInUse(after, PortMap.UDP)).isZero();
            assertThat(after.count(Counter.SESSIONS_TIMED_OUT)).isEqualTo(1);
            assertThat(after.count(Counter.SESSIONS_ACTIVE)).isZero();
            assertThat(lines(after)).isEmpty();
        }
    }

    @Test
    void timeWithoutAGatewayCountsAsIdleTime() {
        try (Nat before = new Nat(workers(3), NatFacts.of(POOL));
                Nat after = new Nat(workers(3), NatFacts.of(POOL))) {
            before.open(HOST, SERVER);
            before.pass(200_000);
            End younger = before.open(OTHER, SERVER);
            before.rig.now += 100_000L * 1_000_000;

            Restored restored = restart(before, after);

            assertThat(restored.sessions()).isEqualTo(1);
            assertThat(restored.discarded(Discard.EXPIRED)).isEqualTo(1);
            assertThat(after.oneIn(Datagram.udp(SERVER, younger, 7)).to()).isEqualTo(OTHER);
            after.pass(299_000);
            assertThat(after.count(Counter.SESSIONS_ACTIVE)).isEqualTo(1);
            after.pass(2_000);
            assertThat(after.count(Counter.SESSIONS_ACTIVE)).isZero();
        }
    }

    @Test
    void sessionsOfAPoolAddressThatIsGoneEndAndTheOthersGoOn() {
        int[] two = {POOL, POOL + (1 << 24)};
        try (Nat before = new Nat(workers(3), NatFacts.of(two));
                Nat after = new Nat(workers(3), NatFacts.of(POOL));
                Nat more = new Nat(workers(3), NatFacts.of(two))) {
            List<End> nat = new ArrayList<>();
            for (int host = 0; host < 40; host++) {
                nat.add(before.open(new End(HOST.address() + (host << 24), 5000), SERVER));
            }
            long gone = nat.stream().filter(end -> end.address() != POOL).count();
            assertThat(gone).isBetween(10L, 30L);

            Restored restored = restart(before, after);
            assertThat(restored.discarded(Discard.POOL_ADDRESS_REMOVED)).isEqualTo(gone);
            assertThat(restored.sessions()).isEqualTo(40 - gone);

            assertThat(restart(after, more).sessions()).isEqualTo(40 - gone);
            for (int host = 0; host < 40; host++) {
                if (nat.get(host).address() == POOL) {
                    assertThat(more.oneIn(Datagram.udp(SERVER, nat.get(host), 7))
                                    .to()
                                    .port())
                            .isEqualTo(5000);
                }
            }
        }
    }

    /** 4, 5, 8, 4 workers, while a pool address goes and comes back; flows are opened in between. */
    @Test
    void whatIsLeftGoesOnOverAChainOfChanges() {
        int[] two = {POOL, POOL + (1 << 24)};
        Map<End, End> flows = new LinkedHashMap<>();
        try (Nat first = new Nat(workers(4), NatFacts.of(two));
                Nat second = new Nat(workers(5), NatFacts.of(POOL));
                Nat third = new Nat(workers(8), NatFacts.of(POOL));
                Nat fourth = new Nat(workers(4), NatFacts.of(two))) {
            open(first, 0, flows);
            restart(first, second);
            flows.values().removeIf(nat -> nat.address() != POOL);
            assertThat(flows).hasSizeBetween(10, 30);
            open(second, 40, flows);
            restart(second, third);
            open(third, 80, flows);

            assertThat(restart(third, fourth).sessions()).isEqualTo(flows.size());

            flows.forEach((inside, nat) -> {
                assertThat(fourth.oneIn(Datagram.udp(SERVER, nat, 7)).to()).isEqualTo(inside);
                assertThat(fourth.open(inside, SERVER)).isEqualTo(nat);
            });
            assertThat(fourth.count(Counter.SESSIONS_CREATED)).isZero();
        }
    }

    private static void open(Nat nat, int firstHost, Map<End, End> flows) {
        for (int host = firstHost; host < firstHost + 40; host++) {
            End inside = new End(HOST.address() + (host << 24), 5000);
            flows.put(inside, nat.open(inside, SERVER));
        }
    }

    @Test
    void aSessionOfAStaticMappingGoesOnWhileThatExistsAndADynamicOneNeverStandsInItsWay() {
        End outside = new End(POOL, 8080);
        NatFacts statics = Nat.statics(Nat.port(Datagram.UDP, HOST, outside));
        try (Nat before = new Nat(workers(3), statics);
                Nat same = new Nat(workers(5), statics);
                Nat without = new Nat(workers(3), NatFacts.of(POOL))) {
            assertThat(before.open(HOST, SERVER)).isEqualTo(outside);
            End dynamic = before.open(OTHER, SERVER);
            NatFacts taken = Nat.statics(Nat.port(Datagram.UDP, HOST, dynamic));

            assertThat(restart(before, same).sessions()).isEqualTo(2);
            assertThat(same.oneIn(Datagram.udp(SERVER, outside, 7)).to()).isEqualTo(HOST);
            assertThat(restart(before, without).discarded(Discard.STATIC_MAPPING_REMOVED))
                    .isEqualTo(1);
            try (Nat inTheWay = new Nat(workers(3), taken)) {
                Restored restored = restart(before, inTheWay);
                assertThat(restored.discarded(Discard.PORT_NOT_AVAILABLE)).isEqualTo(1);
                assertThat(restored.discarded(Discard.STATIC_MAPPING_REMOVED)).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Filtering.class)
    void anEndpointIndependentMappingKeepsItsTupleItsFilterAndItsPort(Filtering filtering) {
        try (Nat before = new Nat(workers(3), Nat.independent(filtering));
                Nat after = new Nat(workers(4), Nat.independent(filtering))) {
            End nat = before.open(HOST, SERVER);
            before.open(HOST, STRANGER);
            before.open(OTHER, SERVER);

            assertThat(restart(before, after).sessions()).isEqualTo(3);

            assertThat(portsInUse(after, PortMap.UDP)).isEqualTo(2);
            End elsewhere = End.of("192.0.2.77", 99);
            assertThat(after.open(HOST, elsewhere)).isEqualTo(nat);
            End samePlace = new End(SERVER.address(), 9999);
            assertThat(after.in(Datagram.udp(samePlace, nat, 7)))
                    .hasSize(filtering == Filtering.ENDPOINT_DEPENDENT ? 0 : 1);
            End third = End.of("192.0.2.99", 1);
            after.in(Datagram.udp(End.of("198.18.0.1", 1), nat, 7));
            assertThat(after.in(Datagram.udp(third, nat, 7)))
                    .hasSize(filtering == Filtering.ENDPOINT_DEPENDENT ? 0 : 1);
            after.pass(301_000);
            assertThat(after.count(Counter.SESSIONS_ACTIVE)).isZero();
            assertThat(portsInUse(after, PortMap.UDP)).as("resting").isEqualTo(2);
            after.pass(121_000);
            assertThat(portsInUse(after, PortMap.UDP)).isZero();
            assertThat(lines(after)).isEmpty();
        }
    }

    @Test
    void aSessionWhoseMappingIsDamagedEndsWithIt() {
        try (Nat before = new Nat(workers(1), Nat.independent(Filtering.ENDPOINT_INDEPENDENT));
                Nat after = new Nat(workers(1), Nat.independent(Filtering.ENDPOINT_INDEPENDENT))) {
            before.open(HOST, SERVER);
            long mapping = lines(before).stream()
                    .filter(line -> !SessionLine.isSession(line))
                    .findFirst()
                    .orElseThrow();
            Memory.putByte(mapping + SessionLine.NAT_PORT, Memory.getByte(mapping + SessionLine.NAT_PORT) ^ 1);

            Restored restored = restart(before, after);

            assertThat(restored.sessions()).isZero();
            assertThat(restored.discarded(Discard.DAMAGED)).isEqualTo(1);
            assertThat(restored.discarded(Discard.MAPPING_LOST)).isEqualTo(1);
            assertThat(lines(after)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"24", "25", "49"})
    void aMappingThatHasHadSessionsForWeeksGoesOnWithThem(int days) {
        try (Nat before = new Nat(workers(1), Nat.independent(Filtering.ADDRESS_DEPENDENT));
                Nat after = new Nat(workers(1), Nat.independent(Filtering.ADDRESS_DEPENDENT))) {
            End nat = before.open(HOST, SERVER);
            int weeksAgo = (int) (before.rig.now / 1_000_000 - days * 86_400_000L);
            lines(before).stream()
                    .filter(line -> !SessionLine.isSession(line))
                    .forEach(mapping -> SessionLine.setLastActivity(mapping, weeksAgo));

            assertThat(restart(before, after).discardedText()).isEmpty();

            assertThat(after.oneIn(Datagram.udp(SERVER, nat, 7)).to()).isEqualTo(HOST);
        }
    }

    @Test
    void protocolsWithoutPortsGoOn() {
        try (Nat before = new Nat(workers(3), NatFacts.of(POOL));
                Nat after = new Nat(workers(4), NatFacts.of(POOL))) {
            before.oneOut(Datagram.other(47, HOST.address(), SERVER.address(), 60));

            assertThat(restart(before, after).sessions()).isEqualTo(1);

            assertThat(after.in(Datagram.other(47, SERVER.address(), POOL, 60))).hasSize(1);
        }
    }

    @Test
    void whatAHostHasIsCountedAgainButNotAsNew() {
        Limits limits = new Limits(3, 0, 2, Limits.DEFAULT.fragments());
        try (Nat before = new Nat(workers(3), NatFacts.of(POOL));
                Nat after = new Nat(workers(3).with(limits), NatFacts.of(POOL))) {
            before.open(HOST, SERVER);
            before.open(HOST, STRANGER);

            restart(before, after);

            after.open(HOST, WEB);
            assertThat(after.out(Datagram.udp(HOST, End.of("192.0.2.77", 99), 7)))
                    .isEmpty();
            assertThat(after.count(DropReason.HOST_SESSION_LIMIT)).isEqualTo(1);
            after.pass(301_000);
            after.open(HOST, WEB);
        }
    }

    @Test
    void whatFindsNoPlaceIsCounted() {
        try (Nat before = new Nat(workers(2), NatFacts.of(POOL));
                Nat after = new Nat(WorkerSettings.defaults(2, 10), NatFacts.of(POOL))) {
            for (int host = 0; host < 100; host++) {
                before.open(new End(HOST.address() + (host << 24), 5000 + host), SERVER);
            }
            Restored restored = restart(before, after);

            assertThat(restored.sessions()).isEqualTo(20);
            assertThat(restored.discarded(Discard.NO_PLACE)).isEqualTo(80);
        }
    }
}
