package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How real devices of DPDK choose the receive queue. */
@Tag("C13.2")
class QueueChoiceTest {
    private static final long WANTED = RssTypes.IPV4 | RssTypes.FRAGMENT | RssTypes.TCP | RssTypes.UDP | RssTypes.OTHER;
    private static final FlowRule RULE = new FlowRule(FlowRule.UDP, 1024, 0xfc00, 0);

    @BeforeAll
    static void startDpdk() {
        assertThat(DpdkProcess.EAL.hugepages()).isFalse();
    }

    @AfterEach
    void stopDevices() {
        EthDev.find("net_null0").orElseThrow().stop();
        EthDev.find("net_ring0").orElseThrow().stop();
    }

    @Test
    void redirectionTableIsFilledEvenlyAndReadBack() {
        Rss rss = spread("net_null0", 3);
        assertThat(rss.retaSize()).isEqualTo(128);
        assertThat(rss.remarks()).isEmpty();
        assertThat(RssTypes.names(rss.types())).contains("ipv4", "ipv4-tcp", "ipv4-udp");
    }

    @Test
    void entriesAreSharedOutAsEvenlyAsTheirNumberAllows() {
        int[] table = RssSetup.evenly(128, 3);
        for (int queue = 0; queue < 3; queue++) {
            int wanted = queue;
            assertThat(Arrays.stream(table).filter(entry -> entry == wanted).count())
                    .isBetween(42L, 43L);
        }
    }

    /** The driver takes no entry for a queue that it does not have. */
    @Test
    void tableThatDeviceRefusesIsRemarkedOn() {
        EthDev device = EthDev.find("net_null0").orElseThrow();
        device.configure(settings(2));
        device.start();
        Rss rss = device.spread(settings(3));
        assertThat(rss.retaSize()).isZero();
        assertThat(rss.remarks())
                .singleElement()
                .asString()
                .startsWith("rte_eth_dev_rss_reta_update(net_null0, 128) failed: Invalid argument");
    }

    @Test
    void deviceWithoutRssOrWithOneQueueSpreadsNothing() {
        assertThat(spread("net_ring0", 2)).isEqualTo(Rss.NONE);
        assertThat(spread("net_null0", 1)).isEqualTo(Rss.NONE);
    }

    @Test
    void rulesAreRefusedWithReasonWhereDriverHasNone() {
        EthDev device = DpdkProcess.started("net_null0");
        assertThatThrownBy(() -> device.flows().validate(RULE))
                .isInstanceOfSatisfying(
                        DpdkException.class, e -> assertThat(e.unsupported()).isTrue())
                .hasMessage("device net_null0, UDP ports 1024 to 2047 to queue 0: Function not implemented: "
                        + "Function not implemented (error 38)");
        assertThatThrownBy(() -> device.flows().create(RULE)).hasMessageContaining("Function not implemented");
        assertThatThrownBy(() -> device.flows().destroy(0))
                .hasMessageStartingWith("device net_null0, removing a rule: ");
    }

    private static Rss spread(String name, int queues) {
        EthDev device = EthDev.find(name).orElseThrow();
        device.stop();
        device.configure(settings(queues));
        device.start();
        return device.spread(settings(queues));
    }

    private static EthDevSettings settings(int queues) {
        return new EthDevSettings(queues, queues, 256, 256, 1500, WANTED, DpdkProcess.pool());
    }
}
