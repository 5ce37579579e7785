package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.memory.Topology.INSIDE;
import static io.sallyport.dataplane.memory.Topology.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.dataplane.worker.Packets.End;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a worker does with packets that are not its own, and whose they are. */
class HandoffTest {
    private static final End SERVER = End.of("192.0.2.10", 53);
    private static final int FLOWS = 400;

    private static End host(int flow) {
        return new End(Packets.address("10.2.0." + (1 + flow % 200)), 2_000 + 17 * flow);
    }

    private static int owner(int workers, End end) {
        return new SlotOwners(workers).owner(Slots.slot(end.address(), Ports.swap(end.port()), Ipv4.UDP));
    }

    private static End ownedBy(int workers, int owner) {
        return IntStream.range(0, FLOWS)
                .mapToObj(HandoffTest::host)
                .filter(end -> owner(workers, end) == owner)
                .findFirst()
                .orElseThrow();
    }

    private static long bytes(long mbuf) {
        long sum = 17;
        for (int at = Packets.ETHERNET; at < Mbuf.dataLength(mbuf); at++) {
            sum = 31 * sum + Memory.getByte(Mbuf.data(mbuf) + at);
        }
        return sum;
    }

    @Test
    @Tag("C3.4")
    @Tag("C3.5")
    @Tag("C3.6")
    @Tag("C3.7")
    @Tag("C8.4")
    @DisplayName("a worker that is not the owner looks nothing up, opens nothing and changes no byte; the owner does")
    void onlyPassesItOn() {
        try (Rig rig = Rig.of(2)) {
            long packet = Packets.udp(rig.pool, ownedBy(2, 1), SERVER, 30);
            long before = bytes(packet);
            rig.inject(INSIDE, 0, packet);
            rig.gateway.workers().get(0).poll(rig.now);
            CounterSnapshot passing = rig.counters(0);
            assertThat(passing.get(Counter.HANDOFF_ENQUEUE)).isEqualTo(1);
            assertThat(passing.get(Counter.SESSION_MISS)).as("look-ups").isZero();
            assertThat(passing.get(Counter.SESSIONS_CREATED)).isZero();
            assertThat(passing.get(Counter.SNAT_PACKETS)).isZero();
            assertThat(rig.gateway.workers().get(0).sessions().size()).isZero();
            assertThat(bytes(packet)).as("the packet on the ring").isEqualTo(before);

            rig.run();
            CounterSnapshot owner = rig.counters(1);
            assertThat(owner.get(Counter.SESSION_MISS)).isEqualTo(1);
            assertThat(owner.get(Counter.SESSIONS_CREATED)).isEqualTo(1);
            assertThat(owner.get(Counter.SNAT_PACKETS)).isEqualTo(1);
            assertThat(bytes(packet)).isNotEqualTo(before);
            rig.pool.free(rig.onlySent(OUTSIDE));
        }
    }

    @Test
    @Tag("C3.4")
    @Tag("C3.5")
    @Tag("C3.6")
    @Tag("C8.4")
    @DisplayName("so it is for answers: who receives one for another's session finds nothing and changes nothing")
    void onlyPassesAnswersOn() {
        try (Rig rig = Rig.of(2)) {
            rig.inject(INSIDE, 1, Packets.udp(rig.pool, ownedBy(2, 1), SERVER, 30));
            rig.run();
            long out = rig.onlySent(OUTSIDE);
            long answer = Packets.udp(rig.pool, SERVER, Packets.source(out), 30);
            rig.pool.free(out);
            long before = bytes(answer);
            rig.inject(OUTSIDE, 0, answer);
            rig.gateway.workers().get(0).poll(rig.now);
            assertThat(rig.counters(0).get(Counter.DNAT_PACKETS)).isZero();
            assertThat(rig.counters(0).get(Counter.ED_DROP)).isZero();
            assertThat(bytes(answer)).isEqualTo(before);
            rig.run();
            rig.pool.free(rig.onlySent(INSIDE));
            assertThat(rig.counters(1).get(Counter.DNAT_PACKETS)).isEqualTo(1);
            assertThat(rig.counters(1).get(Counter.XWORKER_HIT)).isEqualTo(1);
        }
    }

    @Test
    @Tag("C3.3")
    @Tag("C3.12")
    @Tag("C8.6")
    @Tag("C13.3")
    @DisplayName(
            "wherever packets of a flow arrive, both ways, none is dropped for it and the same worker translates them")
    void noDropForTheWrongWorker() {
        SplittableRandom random = new SplittableRandom(11);
        try (Rig rig = Rig.of(5)) {
            for (int round = 0; round < 4; round++) {
                for (int flow = 0; flow < FLOWS; flow++) {
                    rig.inject(INSIDE, random.nextInt(5), Packets.udp(rig.pool, host(flow), SERVER, 8));
                }
                rig.run();
                List<Long> out = rig.sent(OUTSIDE);
                assertThat(out).hasSize(FLOWS);
                for (long sent : out) {
                    rig.inject(OUTSIDE, random.nextInt(5), Packets.udp(rig.pool, SERVER, Packets.source(sent), 8));
                    rig.pool.free(sent);
                }
                rig.run();
                List<Long> back = rig.sent(INSIDE);
                assertThat(back).hasSize(FLOWS);
                back.forEach(rig.pool::free);
            }
            for (int worker = 0; worker < 5; worker++) {
                CounterSnapshot counters = rig.counters(worker);
                assertThat(counters.dropped()).as(rig.drops()).isZero();
                assertThat(counters.get(Counter.SNAT_PACKETS)).isEqualTo(counters.get(Counter.DNAT_PACKETS));
                assertThat(counters.get(Counter.SNAT_PACKETS)).isEqualTo(4 * counters.get(Counter.SESSIONS_CREATED));
            }
        }
    }

    @Test
    @Tag("C1.9")
    @Tag("C1.10")
    @Tag("C3.1")
    @DisplayName("4, 6, then 4 workers: a flow's slot and block of ports stay, and every session's worker owns both")
    void moreAndFewerWorkers() {
        Map<End, Integer> slots = new HashMap<>();
        for (int workers : new int[] {4, 6, 4}) {
            SlotOwners owners = new SlotOwners(workers);
            try (Rig rig = Rig.of(workers)) {
                for (int flow = 0; flow < FLOWS; flow++) {
                    rig.inject(INSIDE, flow % workers, Packets.udp(rig.pool, host(flow), SERVER, 8));
                    rig.run();
                    long out = rig.onlySent(OUTSIDE);
                    int slot = Slots.slotOfNatPort(Packets.source(out).port());
                    rig.pool.free(out);
                    assertThat(slots.computeIfAbsent(host(flow), first -> slot)).isEqualTo(slot);
                    assertThat(owners.owner(slot)).isEqualTo(owner(workers, host(flow)));
                }
                for (Worker worker : rig.gateway.workers()) {
                    long mine = IntStream.range(0, FLOWS)
                            .filter(flow -> owner(workers, host(flow)) == worker.number())
                            .count();
                    assertThat(worker.sessions().size()).isEqualTo((int) mine);
                }
            }
        }
    }

    @Test
    @Tag("C3.7")
    @Tag("C4.5")
    @DisplayName("what a worker has found out under another snapshot than the owner's is not believed")
    void otherSnapshot() {
        End inside = ownedBy(2, 0);
        End outside = new End(Rig.POOL[0], 65_000); // the last slot's: worker 1's, as long as no static mapping has it
        NatFacts plain = NatFacts.of(Rig.POOL);
        List<StaticMapping> statics = List.of(Nat.port(Ipv4.UDP, inside, outside));
        try (Rig rig = Rig.of(2)) {
            rig.inject(OUTSIDE, 0, Packets.udp(rig.pool, SERVER, outside, 8));
            rig.gateway.workers().get(0).poll(rig.now);
            assertThat(rig.counters(0).get(Counter.HANDOFF_ENQUEUE)).isEqualTo(1);
            rig.gateway
                    .snapshots()
                    .publish(Topology.usual(new NatFacts(plain.pool(), statics, plain.untranslated()))
                            .snapshot(2));
            rig.run();
            long in = rig.onlySent(INSIDE);
            assertThat(Packets.destination(in)).isEqualTo(inside);
            rig.pool.free(in);
            assertThat(rig.counters(1).get(Counter.HANDOFF_ENQUEUE)).isEqualTo(1);
            assertThat(rig.counters(0).get(Counter.SESSIONS_CREATED)).isEqualTo(1);
            rig.assertNothingLost(0);
        }
    }
}
