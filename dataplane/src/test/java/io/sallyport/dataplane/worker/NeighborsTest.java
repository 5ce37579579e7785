package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.memory.Topology.INSIDE;
import static io.sallyport.dataplane.memory.Topology.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.Gauge;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.worker.Packets.End;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Packets whose next hop's MAC address is not known yet, and the gateway's own ICMP under a flood. */
class NeighborsTest {
    private static final End SERVER = End.of("192.0.2.10", 53);
    private static final int PER_NEIGHBOR = 64;
    private static final long MAC = 0x0900_0000_0002L;

    private final Rig rig = Rig.of(1);

    @BeforeEach
    void forgetNeighbors() {
        publish(List.of());
    }

    @AfterEach
    void nothingIsLost() {
        rig.freeSlowPath();
        rig.assertNothingLost(0);
        rig.close();
    }

    private void publish(List<NeighborTable.Neighbor> neighbors) {
        Snapshot now = rig.gateway.snapshots().current();
        rig.gateway.snapshots().publish(now.withNeighbors(new NeighborTable(neighbors)));
    }

    private void send(int packets) {
        for (int k = 0; k < packets; k++) {
            rig.inject(INSIDE, 0, Packets.udp(rig.pool, End.of("10.1.0.1", 5000 + k), SERVER, k % 50));
            if (k % 64 == 63) {
                rig.run();
            }
        }
        rig.run();
    }

    @Test
    @DisplayName("what arrives in the turn in which the MAC address becomes known does not overtake what has waited")
    void nothingOvertakes() {
        send(3);
        int router = Integer.reverseBytes(Topology.OUTSIDE_ROUTER);
        publish(List.of(new NeighborTable.Neighbor(OUTSIDE, router, MAC)));
        rig.inject(INSIDE, 0, Packets.udp(rig.pool, End.of("10.1.0.1", 5000), SERVER, 40));
        rig.run();
        List<Long> out = rig.sent(OUTSIDE);
        assertThat(out.stream().map(Mbuf::packetLength)).containsExactly(42, 43, 44, 82);
        out.forEach(rig.pool::free);
    }

    @Test
    @DisplayName("packets wait for the next hop's MAC address and leave in order once it is known")
    void waitsAndLeavesInOrder() {
        send(10);
        assertThat(rig.sent(OUTSIDE)).isEmpty();
        assertThat(rig.counters(0).get(Gauge.HELD_FOR_NEIGHBOR)).isEqualTo(10);
        int router = Integer.reverseBytes(Topology.OUTSIDE_ROUTER);
        publish(List.of(new NeighborTable.Neighbor(OUTSIDE, router, MAC)));
        rig.run();
        List<Long> out = rig.sent(OUTSIDE);
        assertThat(out).hasSize(10);
        for (int k = 0; k < 10; k++) {
            assertThat(Mbuf.packetLength(out.get(k))).as("order").isEqualTo(42 + k);
            assertThat(Ethernet.destination(Mbuf.data(out.get(k)))).isEqualTo(MAC);
            assertThat(Packets.checksumsHold(out.get(k))).isTrue();
            rig.pool.free(out.get(k));
        }
    }

    @Test
    @Tag("C9.2")
    @DisplayName("the queue of a neighbor is bounded; what does not fit is dropped by name")
    void isBounded() {
        send(100);
        assertThat(rig.total(DropReason.NEIGHBOR_QUEUE_FULL)).isEqualTo(100 - PER_NEIGHBOR);
        rig.pass(3_001);
        rig.run();
        assertThat(rig.total(DropReason.NEIGHBOR_UNRESOLVED)).isEqualTo(PER_NEIGHBOR);
        rig.pass(3_001); // the errors to the senders wait for the inside router in their turn
        rig.run();
        assertThat(rig.total(DropReason.NEIGHBOR_UNRESOLVED)).isEqualTo(2 * PER_NEIGHBOR);
    }

    @Test
    @Tag("C9.2")
    @DisplayName("packets to a neighbor that does not answer are dropped by name after three seconds, not before, and"
            + " their senders are told with what they sent")
    void givesUp() {
        int router = Integer.reverseBytes(Topology.INSIDE_ROUTER);
        publish(List.of(new NeighborTable.Neighbor(INSIDE, router, MAC)));
        send(5);
        rig.pass(2_900);
        rig.run();
        assertThat(rig.total(DropReason.NEIGHBOR_UNRESOLVED)).isZero();
        rig.pass(200);
        rig.run();
        assertThat(rig.total(DropReason.NEIGHBOR_UNRESOLVED)).isEqualTo(5);
        assertThat(rig.counters(0).get(Gauge.HELD_FOR_NEIGHBOR)).isZero();
        List<Long> errors = rig.sent(INSIDE);
        assertThat(errors).hasSize(5);
        for (long error : errors) {
            assertThat(Memory.getShortBE(Packets.transport(error)))
                    .as("type 3, code 1")
                    .isEqualTo(0x0301);
            assertThat(Packets.checksumsHold(error)).isTrue();
            long quote = Packets.transport(error) + 8;
            assertThat(Memory.getInt(quote + 12)).as("quoted source").isEqualTo(Packets.address("10.1.0.1"));
            assertThat(Memory.getInt(Packets.ip(error) + 12)).isEqualTo(Packets.address("10.0.0.1"));
            rig.pool.free(error);
        }
    }

    @Test
    @Tag("RFC5508-REQ-10f")
    @DisplayName("a flood of expiring packets gets no more than a thousand answers in a second")
    void limitsItsOwnIcmp() {
        int router = Integer.reverseBytes(Topology.INSIDE_ROUTER);
        publish(List.of(new NeighborTable.Neighbor(INSIDE, router, MAC)));
        assertThat(answersToFlood()).isBetween(1_000, 1_010);
        assertThat(answersToFlood()).as("at once again").isLessThan(20);
        rig.pass(1_000);
        assertThat(answersToFlood()).as("a second later").isBetween(1_000, 1_010);
        assertThat(rig.total(DropReason.TTL_EXPIRED)).isEqualTo(4_500);
        assertThat(rig.total(Counter.SESSIONS_CREATED))
                .as("no session for them")
                .isZero();
    }

    private int answersToFlood() {
        int answers = 0;
        for (int k = 0; k < 1_500; k++) {
            long probe = Packets.udp(rig.pool, End.of("10.1.0.1", 5000), SERVER, 1);
            Memory.putByte(Packets.ip(probe) + 8, 1);
            Packets.finish(probe);
            rig.inject(INSIDE, 0, probe);
            if (k % 50 == 49) {
                rig.run();
                List<Long> out = rig.sent(INSIDE);
                answers += out.size();
                out.forEach(rig.pool::free);
            }
        }
        return answers;
    }
}
