package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.memory.Topology.INSIDE;
import static io.sallyport.dataplane.memory.Topology.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.worker.Packets.End;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Four workers on threads of their own, one of which is stopped for two seconds in the middle of its turn. */
class StarvedWorkerTest {
    private static final int WORKERS = 4;
    private static final int STARVED = 2;
    private static final int HANDOFF_RING = 512;
    private static final long STOP_NANOS = 2_000_000_000L;
    private static final long PATIENCE_NANOS = 20_000_000;
    private static final End SERVER = End.of("192.0.2.10", 53);

    private static List<End> owned(int owner) {
        SlotOwners owners = new SlotOwners(WORKERS);
        return IntStream.range(1024, 65_536)
                .mapToObj(port -> new End(Packets.address("10.1.0.1"), port))
                .filter(end -> owners.owner(Slots.slot(end.address(), Ports.swap(end.port()), Ipv4.UDP)) == owner)
                .limit(16)
                .toList();
    }

    @Test
    @Tag("C8.6")
    @Tag("C9.3")
    @Tag("C3.10")
    @Tag("C10.10")
    @DisplayName("it loses no established packet that fits the queues, and the others go on without it")
    void losesNothing() {
        List<End> its = owned(STARVED);
        List<End> others = owned(1);
        try (Threads gateway = new Threads(WORKERS, PATIENCE_NANOS, HANDOFF_RING)) {
            its.forEach(end -> gateway.send(INSIDE, 0, end, SERVER));
            others.forEach(end -> gateway.send(INSIDE, 0, end, SERVER));
            gateway.awaitSent(OUTSIDE, its.size() + others.size());

            gateway.stop(STARVED);
            long until = System.nanoTime() + STOP_NANOS;
            int toStarved = 0;
            int toOthers = 0;
            int passed = 0;
            while (System.nanoTime() < until) {
                if (toStarved < HANDOFF_RING - 1 + 256) {
                    gateway.send(INSIDE, toStarved % 2, its.get(toStarved % its.size()), SERVER);
                    toStarved++;
                }
                if (toOthers - passed < 64) {
                    gateway.send(INSIDE, 0, others.get(toOthers % others.size()), SERVER);
                    toOthers++;
                }
                passed += gateway.takeSent(OUTSIDE);
            }
            assertThat(passed).as("through the others meanwhile").isGreaterThan(5_000);
            gateway.resume(STARVED);
            gateway.awaitSent(OUTSIDE, toStarved + toOthers - passed);

            gateway.end();
            long received = 0;
            for (Worker worker : gateway.workers()) {
                CounterSnapshot counters = worker.counters().read(true);
                assertThat(counters.difference()).as("ledger").isZero();
                assertThat(counters.dropped()).isZero();
                assertThat(counters.get(DropReason.HANDOFF_RING_FULL_ESTABLISHED))
                        .isZero();
                received += counters.get(Counter.RX_PACKETS);
            }
            assertThat(received).isEqualTo(its.size() + others.size() + toStarved + toOthers);
        }
    }
}
