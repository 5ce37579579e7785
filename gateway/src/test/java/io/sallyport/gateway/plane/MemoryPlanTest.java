package io.sallyport.gateway.plane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryPlanTest {
    private static final int HEADROOM = 128;
    /** Ethernet header and two VLAN tags. */
    private static final int LINK = 22;
    /** Fragments held back on each worker unless the configuration says else. */
    private static final int FRAGMENTS = 4096;
    /** Packets waiting for their second pass on each worker. */
    private static final int SECOND_PASS = 4096;

    @ParameterizedTest
    @CsvSource({"68, 2176", "1500, 2176", "2026, 2176", "2027, 2240", "9000, 9152"})
    void aBufferHoldsTheLongestFrameOfAnyInterface(int mtu, int room) {
        int planned = plan("", mtu).dataRoom();

        assertThat(planned).isEqualTo(room);
        assertThat(planned - HEADROOM - LINK).isGreaterThanOrEqualTo(mtu);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16, 63})
    void ringsAndQueuesArePowersOfTwo(int workers) {
        MemoryPlan plan = plan("workers: {count: " + workers + "}\n", 1500);

        assertThat(Integer.bitCount(plan.handoffRing())).isOne();
        assertThat(Integer.bitCount(plan.descriptors())).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16, 63})
    void buffersAreEnoughForEveryQueueAndRingAtOnce(int workers) {
        MemoryPlan plan = plan("workers: {count: " + workers + "}\n", 1500);

        int queues = workers * 2 * 2 * plan.descriptors();
        int handoff = workers * (workers - 1) * (plan.handoffRing() + 5 * 256);
        int waiting = workers * (FRAGMENTS + SECOND_PASS + 2 * 1344);
        assertThat(plan.mbufs())
                .isGreaterThan(queues + workers * (workers - 1) * plan.handoffRing() + waiting)
                .isLessThan(queues + handoff + waiting + workers * 1024 + 4096);
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "4095, 4095", "4096, 4096", "1000000, 4096"})
    void buffersAreEnoughForTheFragmentsThatAreHeldBackOnEachWorker(int fragments, int held) {
        String workers = "workers: {count: 3}\n";
        int usual = plan(workers, 1500).mbufs();
        int planned = plan("  limits: {fragments-per-worker: " + fragments + "}\n" + workers, 1500)
                .mbufs();

        assertThat(planned - usual).isEqualTo(3 * (held - FRAGMENTS));
    }

    @Test
    void takesTheNumberOfBuffersThatIsAskedFor() {
        assertThat(plan("dpdk: {mbufs: 20000}\n", 1500).mbufs()).isEqualTo(20_000);
    }

    @Test
    void reservesMemoryForAllBuffersAndMore() {
        MemoryPlan plan = plan("dpdk: {mbufs: 100000}\n", 9000);

        assertThat((long) plan.megabytes() << 20).isGreaterThan(100_000L * plan.dataRoom());
    }

    @ParameterizedTest
    @CsvSource({"1500, 4096", "3000, 4096", "9000, 12288"})
    void withoutHugePagesABufferTakesWholePages(int mtu, long bytes) {
        MemoryPlan plan = plan("dpdk: {mbufs: 100000}\n", mtu);

        assertThat((long) plan.megabytesOfSmallPages() << 20)
                .isBetween(100_000 * bytes + (100L << 20), 100_000 * bytes + (200L << 20));
    }

    private static MemoryPlan plan(String part, int mtu) {
        String interfaces = Configurations.VIRTUAL
                .replace("role: inside", "mtu: " + mtu + ", role: inside")
                .replace("mtu: 1400", "mtu: 68");
        return MemoryPlan.of(Configurations.of(interfaces, Configurations.POOLS, part), 1);
    }
}
