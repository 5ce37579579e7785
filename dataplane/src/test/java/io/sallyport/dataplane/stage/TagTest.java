package io.sallyport.dataplane.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dpdk.Mbuf;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes with a packet from worker to worker. */
class TagTest {
    private final TableArena arena = new TableArena();
    private final long packet = arena.allocate(Packet.SIZE, "a packet");
    private final long buffer = arena.allocate(Mbuf.SIZE, "its buffer");

    @AfterEach
    void close() {
        arena.close();
    }

    private int tag(int way, int pass, int slot, long version) {
        Packet.set(packet, buffer, 0, pass);
        Packet.setWay(packet, way);
        Packet.setOwner(packet, slot, 5);
        return Tag.of(packet, version);
    }

    @Test
    @DisplayName("slot, leg and what lies behind the packet come out as they went in, whatever the others are")
    void keepsEverything() {
        SplittableRandom random = new SplittableRandom(41);
        for (int round = 0; round < 10_000; round++) {
            int slot = random.nextInt(64);
            int leg = random.nextInt(Handoff.LEGS);
            int bits = random.nextInt(Pass.KNOWN);
            long version = random.nextLong(1, 1L << 40);
            int tag = tag(Way.OUT, leg << 8 | bits, slot, version);
            assertThat(Tag.slot(tag)).isEqualTo(slot);
            assertThat(Tag.leg(tag)).isEqualTo(leg);
            assertThat(Tag.pass(tag, version)).isEqualTo(leg << 8 | bits | Pass.ADMITTED | Pass.KNOWN);
        }
    }

    @Test
    @DisplayName("a packet counts as classified where it belongs to a flow and both workers read the same snapshot")
    void knownUnderTheSameSnapshotOnly() {
        assertThat(Tag.pass(tag(Way.IN, 0, 9, 1023), 1023)).isEqualTo(Pass.ADMITTED | Pass.KNOWN);
        assertThat(Tag.pass(tag(Way.IN, 0, 9, 1023), 1024)).isEqualTo(Pass.ADMITTED);
        assertThat(Tag.pass(tag(Way.IN, 0, 63, 0), 1)).isEqualTo(Pass.ADMITTED);
    }

    @Test
    @DisplayName("fragments on their way home and ICMP errors are classified again")
    void othersAreNotKnown() {
        for (int way : new int[] {Way.FRAGMENT, Way.IN_ERROR, Way.OUT_ERROR}) {
            assertThat(Tag.pass(tag(way, Pass.INBOUND, 9, 7), 7)).isEqualTo(Pass.INBOUND | Pass.ADMITTED);
        }
    }
}
