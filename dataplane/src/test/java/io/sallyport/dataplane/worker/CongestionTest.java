package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.memory.Topology.INSIDE;
import static io.sallyport.dataplane.memory.Topology.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.dataplane.worker.Packets.End;
import io.sallyport.dpdk.memory.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Workers that cannot keep up: what is kept, what goes first, and who waits for whom. */
class CongestionTest {
    private static final long PATIENCE = WorkerSettings.DEFAULT_PATIENCE_NANOS;
    private static final End SERVER = End.of("192.0.2.10", 53);

    /** Inside ends whose flows a worker owns. */
    private static List<End> owned(int workers, int owner, int host, int count) {
        SlotOwners owners = new SlotOwners(workers);
        return IntStream.range(1024, 65_536)
                .mapToObj(port -> new End(Packets.address("10.1.0." + host), port))
                .filter(end -> owners.owner(Slots.slot(end.address(), Ports.swap(end.port()), Ipv4.UDP)) == owner)
                .limit(count)
                .toList();
    }

    private static long numbered(Rig rig, End from, End to, int number) {
        long mbuf = Packets.udp(rig.pool, from, to, 8);
        Memory.putShortBE(Packets.ip(mbuf) + 4, number);
        Packets.finish(mbuf);
        return mbuf;
    }

    private static int number(long mbuf) {
        return Memory.getShortBE(Packets.ip(mbuf) + 4);
    }

    /** Opens a flow for each end, from the first queue. */
    private static void open(Rig rig, List<End> ends) {
        ends.forEach(end -> rig.inject(INSIDE, 0, Packets.udp(rig.pool, end, SERVER, 8)));
        rig.run();
        List<Long> out = rig.sent(OUTSIDE);
        assertThat(out).hasSize(ends.size());
        out.forEach(rig.pool::free);
    }

    @Test
    @Tag("C3.10")
    @Tag("C9.1")
    @Tag("C9.3")
    @Tag("C9.5")
    @DisplayName("under a flood of new flows to a worker that stands still, established packets keep the room there is")
    void establishedFirst() {
        try (Rig rig = new Rig(WorkerSettings.defaults(2, 8000), Rig.POOL, 8192, 64)) {
            List<End> old = owned(2, 1, 1, 200);
            open(rig, old);
            List<End> fresh = owned(2, 1, 2, 2000);
            Worker receiver = rig.gateway.workers().getFirst();
            for (int k = 0; k < 2000; k++) {
                rig.inject(INSIDE, 0, Packets.udp(rig.pool, fresh.get(k), SERVER, 8));
                if (k % 10 == 0) {
                    rig.inject(INSIDE, 0, numbered(rig, old.get(k / 10), SERVER, k));
                }
                rig.now += PATIENCE / 10;
                receiver.poll(rig.now);
            }
            assertThat(receiver.counters().get(Counter.RX_PACKETS))
                    .as("nothing is left to the device for good")
                    .isEqualTo(200 + 2000 + 200);
            rig.run();
            List<Long> out = rig.sent(OUTSIDE);
            assertThat(out.stream().filter(mbuf -> number(mbuf) != 0x1234))
                    .as("established")
                    .hasSize(200);
            out.forEach(rig.pool::free);
            assertThat(rig.total(DropReason.HANDOFF_RING_FULL_ESTABLISHED)).isZero();
            assertThat(rig.total(DropReason.HANDOFF_RING_FULL_NEW)).isEqualTo(2000 + 200 - out.size());
            assertThat(rig.counters(0).refusedBy(1, false)).isEqualTo(2000 + 200 - out.size());
            rig.assertNothingLost(0);
        }
    }

    @Test
    @Tag("C3.10")
    @Tag("C9.3")
    @Tag("C9.5")
    @DisplayName(
            "of established flows alone, what fits the ring and the stage is kept in order, the rest counted by its name")
    void keepsWhatFits() {
        try (Rig rig = new Rig(WorkerSettings.defaults(2, 8000), Rig.POOL, 8192, 64)) {
            List<End> old = owned(2, 1, 1, 10);
            open(rig, old);
            Worker receiver = rig.gateway.workers().getFirst();
            for (int k = 0; k < 1000; k++) {
                rig.inject(INSIDE, 0, numbered(rig, old.get(k % 10), SERVER, k));
                rig.now += PATIENCE / 10;
                receiver.poll(rig.now);
            }
            rig.run();
            List<Long> out = rig.sent(OUTSIDE);
            assertThat(out).hasSize(63 + 256);
            assertThat(out.stream().map(CongestionTest::number)).isSorted();
            out.forEach(rig.pool::free);
            assertThat(rig.total(DropReason.HANDOFF_RING_FULL_ESTABLISHED)).isEqualTo(1000 - 63 - 256);
            assertThat(rig.total(DropReason.HANDOFF_RING_FULL_NEW)).isZero();
            rig.assertNothingLost(0);
        }
    }

    @Test
    @Tag("C9.3")
    @Tag("C8.6")
    @DisplayName("a worker that stands still holds the others up for no longer than the patience, once")
    void blocksNobody() {
        try (Rig rig = new Rig(WorkerSettings.defaults(3, 8000), Rig.POOL, 8192, 64)) {
            List<End> dead = owned(3, 1, 1, 300);
            List<End> alive = owned(3, 2, 1, 10);
            open(rig, dead);
            open(rig, alive);
            long blockedUntil = 0;
            long begin = rig.now;
            int passed = 0;
            for (int k = 0; rig.now < begin + 50 * PATIENCE; k++) {
                for (int each = 0; each < 4; each++) {
                    rig.inject(INSIDE, 0, Packets.udp(rig.pool, dead.get((4 * k + each) % 300), SERVER, 8));
                }
                rig.inject(INSIDE, 0, Packets.udp(rig.pool, alive.get(k % 10), SERVER, 8));
                rig.now += PATIENCE / 20;
                rig.gateway.workers().get(0).poll(rig.now);
                rig.gateway.workers().get(2).poll(rig.now);
                List<Long> out = rig.sent(OUTSIDE);
                if (out.isEmpty()) {
                    blockedUntil = rig.now;
                }
                passed += out.size();
                out.forEach(rig.pool::free);
            }
            assertThat(passed).as("of 1,000 packets through the live worker").isGreaterThan(990);
            assertThat(blockedUntil - begin).isLessThan(3 * PATIENCE);
        }
    }

    @Test
    @Tag("C9.3")
    @DisplayName("once the worker goes on, new flows are welcome at once")
    void welcomeAgain() {
        try (Rig rig = new Rig(WorkerSettings.defaults(2, 8000), Rig.POOL, 8192, 4)) {
            List<End> ends = owned(2, 1, 1, 40);
            Worker sender = rig.gateway.workers().getFirst();
            for (int k = 0; k < 10; k++) {
                rig.inject(INSIDE, 0, Packets.udp(rig.pool, ends.get(k), SERVER, 8));
                rig.now += PATIENCE;
                sender.poll(rig.now);
            }
            long refused = sender.counters().get(DropReason.HANDOFF_RING_FULL_NEW);
            assertThat(refused).isPositive();
            rig.gateway.workers().get(1).poll(rig.now);
            rig.inject(INSIDE, 0, Packets.udp(rig.pool, ends.get(20), SERVER, 8));
            sender.poll(rig.now);
            assertThat(sender.counters().get(DropReason.HANDOFF_RING_FULL_NEW)).isEqualTo(refused);
            rig.run();
            rig.sent(OUTSIDE).forEach(rig.pool::free);
            rig.assertNothingLost(0);
        }
    }

    @Test
    @Tag("C3.10")
    @DisplayName("where a ring lacks room now and then, each flow's packets stay in order, new flows' too")
    void orderIsKept() {
        SplittableRandom random = new SplittableRandom(5);
        try (Rig rig = new Rig(WorkerSettings.defaults(2, 8000), Rig.POOL, 8192, 8)) {
            List<End> ends = owned(2, 1, 1, 40);
            open(rig, ends.subList(0, 20));
            Map<Integer, Integer> last = new HashMap<>();
            for (int k = 0; k < 20_000; k++) {
                rig.inject(INSIDE, 0, numbered(rig, ends.get(random.nextInt(40)), SERVER, k + 1));
                rig.now += PATIENCE / 50;
                rig.gateway.workers().get(random.nextInt(5) == 0 ? 1 : 0).poll(rig.now);
                for (long out : rig.sent(OUTSIDE)) {
                    int natPort = Packets.source(out).port();
                    assertThat(number(out)).isGreaterThan(last.getOrDefault(natPort, 0));
                    last.put(natPort, number(out));
                    rig.pool.free(out);
                }
            }
            assertThat(last).hasSize(40);
            assertThat(rig.total(DropReason.HANDOFF_RING_FULL_ESTABLISHED)).isZero();
        }
    }

    @Test
    @Tag("C3.10")
    @Tag("C9.3")
    @DisplayName("workers whose hairpins lead to each other over rings of one place never wait in a circle")
    void hairpinsInACircle() {
        int workers = 4;
        List<StaticMapping> statics = new ArrayList<>();
        List<End> inside = new ArrayList<>();
        for (int owner = 0; owner < workers; owner++) {
            inside.addAll(owned(workers, owner, 7, 3));
        }
        for (int k = 0; k < inside.size(); k++) {
            statics.add(new StaticMapping(
                    Ipv4.UDP,
                    inside.get(k).address(),
                    Ports.swap(inside.get(k).port()),
                    Rig.POOL[0],
                    Ports.swap(100 + k)));
        }
        NatFacts nat =
                new NatFacts(List.of(PoolAddress.of(Rig.POOL[0]), PoolAddress.of(Rig.POOL[1])), statics, List.of());
        try (Rig rig = new Rig(WorkerSettings.defaults(workers, 8000), Topology.usual(nat), 8192, 2)) {
            for (int round = 0; round < 5; round++) {
                for (int k = 0; k < 1200; k++) {
                    End from = inside.get(k % inside.size());
                    int to = 100 + (k / inside.size()) % inside.size();
                    rig.inject(INSIDE, k % workers, Packets.udp(rig.pool, from, new End(Rig.POOL[0], to), 8));
                }
                rig.run();
                List<Long> out = rig.sent(INSIDE);
                assertThat(out.size()).as(rig.drops()).isEqualTo(1200);
                out.forEach(rig.pool::free);
            }
            assertThat(rig.total(Counter.HANDOFF_DROP)).isZero();
            rig.assertNothingLost(0);
        }
    }

    @Test
    @Tag("C9.2")
    @Tag("C9.3")
    @Tag("C9.5")
    @DisplayName(
            "a transmit queue that stands still: what opens flows goes first, the rest after as long again, nobody waits")
    void transmitQueueStandsStill() {
        try (Rig rig = new Rig(WorkerSettings.defaults(1, 8000), Rig.POOL, 8192, 64)) {
            Worker worker = rig.gateway.workers().getFirst();
            fillTransmitQueue(rig, worker);
            End host = End.of("10.1.0.9", 4000);
            for (int k = 0; k < 20; k++) {
                rig.inject(INSIDE, 0, Packets.tcp(rig.pool, new End(host.address(), 5000 + k), SERVER, Tcp.SYN, 0));
                rig.inject(INSIDE, 0, Packets.udp(rig.pool, host, SERVER, 8));
            }
            worker.poll(rig.now);
            long since = rig.now;
            assertThat(worker.counters().get(DropReason.TX_QUEUE_FULL)).isZero();
            rig.now = since + PATIENCE + 1;
            worker.poll(rig.now);
            assertThat(worker.counters().get(DropReason.TX_QUEUE_FULL)).isEqualTo(20);
            rig.inject(INSIDE, 0, Packets.udp(rig.pool, host, SERVER, 8));
            worker.poll(rig.now);
            assertThat(rig.gateway.device(INSIDE).wire(0).count())
                    .as("nobody waits any longer")
                    .isZero();
            assertThat(worker.counters().get(DropReason.TX_QUEUE_FULL)).isEqualTo(20);
            rig.now = since + 2 * PATIENCE + 1;
            worker.poll(rig.now);
            assertThat(worker.counters().get(DropReason.TX_QUEUE_FULL)).isEqualTo(41);
            rig.sent(OUTSIDE).forEach(rig.pool::free);
            rig.inject(INSIDE, 0, Packets.udp(rig.pool, host, SERVER, 8));
            rig.run();
            rig.pool.free(rig.onlySent(OUTSIDE));
            rig.assertNothingLost(0);
        }
    }

    private static void fillTransmitQueue(Rig rig, Worker worker) {
        End host = End.of("10.1.0.8", 4000);
        while (rig.gateway.device(OUTSIDE).sent(0).free() > 0) {
            rig.inject(INSIDE, 0, Packets.udp(rig.pool, host, SERVER, 8));
            worker.poll(rig.now);
        }
    }
}
