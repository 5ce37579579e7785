package io.sallyport.verify.simulation;

import static io.sallyport.dataplane.count.DropReason.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.DropReason;
import io.sallyport.verify.simulation.Excuses.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** For what the packets of an established flow, and those of a new one, may be dropped. */
class ExcusesTest {
    private static final long LONG = 2 * Sample.PATIENCE;

    private final Sample sample = new Sample();
    private Parcel kept = Parcel.generated();
    private Parcel fresh = Parcel.generated();

    @BeforeEach
    void establish() {
        sample.pass(Sample.UDP, Side.FIRST, 0);
        sample.pass(Sample.UDP, Side.SECOND, 0);
        kept = sample.data(Sample.UDP);
        fresh = sample.data(Sample.OTHER);
    }

    @AfterEach
    void clearAway() {
        sample.close();
    }

    private Trouble trouble(long ringLacks, long ringStands, long transmitStands) {
        return new Trouble(sample.now, ringLacks, ringStands, transmitStands, false);
    }

    private long of(Parcel parcel, Trouble trouble, int crowd) {
        return sample.excuses.of(parcel, trouble, crowd);
    }

    private static void assertOnly(long reasons, DropReason... expected) {
        assertThat(reasons).isEqualTo(Excuses.bits(expected));
    }

    @Test
    @Tag("C9.3")
    @DisplayName("without trouble an established flow loses nothing")
    void nothingWithoutTrouble() {
        assertOnly(of(kept, trouble(-1, -1, -1), 300));
    }

    @Test
    @Tag("C3.10")
    @Tag("C9.3")
    @DisplayName(
            "a full ring costs an established flow nothing before it has stood still for the patience with all room before it taken")
    void ringsCostTheirRoomFirst() {
        assertOnly(of(kept, trouble(LONG, LONG, -1), Excuses.CROWD - 1));
        assertOnly(of(kept, trouble(LONG, Sample.PATIENCE - 1, -1), Excuses.CROWD));
        assertOnly(of(kept, trouble(LONG, Sample.PATIENCE, -1), Excuses.CROWD), HANDOFF_RING_FULL_ESTABLISHED);
    }

    @Test
    @DisplayName("a full ring costs new flows' packets once there has been no room for them for the patience")
    void newFlowsGoFirst() {
        assertThat(of(fresh, trouble(Sample.PATIENCE - 1, -1, -1), 1) & Excuses.bits(HANDOFF_RING_FULL_NEW))
                .isZero();
        assertThat(of(fresh, trouble(Sample.PATIENCE, -1, -1), 1) & Excuses.bits(HANDOFF_RING_FULL_NEW))
                .isNotZero();
    }

    @Test
    @DisplayName("a transmit queue costs an established flow twice the patience")
    void transmitQueuesAreWaitedForTwice() {
        assertOnly(of(kept, trouble(-1, -1, LONG - 1), 1));
        assertOnly(of(kept, trouble(-1, -1, LONG), 1), TX_QUEUE_FULL);
    }

    @Test
    @DisplayName(
            "a neighbor or a route that lacks while the packet is under way is an excuse, and one that lacked before is none")
    void networksExcuse() {
        sample.excuses.published(Network.WHOLE & ~Network.OUTSIDE_NEIGHBOR, sample.now);
        assertOnly(of(kept, trouble(-1, -1, -1), 1), NEIGHBOR_UNRESOLVED, NEIGHBOR_QUEUE_FULL);
        sample.excuses.published(Network.WHOLE, sample.now);
        sample.now += 1_000;
        Parcel later = sample.data(Sample.UDP);
        assertOnly(of(later, trouble(-1, -1, -1), 1));
        sample.excuses.published(Network.WHOLE & ~Network.INSIDE_ROUTE, sample.now);
        assertOnly(of(later, trouble(-1, -1, -1), 1), NO_ROUTE, NO_NAT_ROLE, SPOOFED_SOURCE);
    }

    @Test
    @DisplayName("a full table of sessions is an excuse for new flows only, and only where it is full")
    void fullTablesExcuseNewFlows() {
        Trouble full = new Trouble(sample.now, -1, -1, -1, true);
        assertThat(of(fresh, full, 1) & Excuses.bits(SESSION_TABLE_FULL)).isNotZero();
        assertThat(of(fresh, trouble(-1, -1, -1), 1) & Excuses.bits(SESSION_TABLE_FULL))
                .isZero();
        assertOnly(of(kept, full, 1));
    }

    @Test
    @DisplayName("once its time may be up a flow is no longer protected")
    void protectionEnds() {
        Trouble late = new Trouble(sample.now + 300_000_000_000L, -1, -1, -1, true);
        assertThat(of(kept, late, 1) & Excuses.bits(SESSION_TABLE_FULL)).isNotZero();
    }
}
