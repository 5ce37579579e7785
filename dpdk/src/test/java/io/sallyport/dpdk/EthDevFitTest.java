package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dpdk.DeviceInfo.DescriptorLimits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What devices are configured with that report this and that; the pool is not looked at. */
@Tag("C13.2")
class EthDevFitTest {
    private static final long WANTED = RssTypes.IPV4 | RssTypes.FRAGMENT | RssTypes.TCP | RssTypes.UDP | RssTypes.OTHER;
    private static final long IPV4_CHECKSUM = 1 << 1;
    private static final int ROOM = 2048;
    private static final DescriptorLimits ANY = new DescriptorLimits(0, 0xffff, 1);

    /** As a server's card of 10 Gbit/s reports itself. */
    private static DeviceInfo card(long rssTypes, long rxOffloads, DescriptorLimits rx, DescriptorLimits tx) {
        return new DeviceInfo("net_card", "pci", 0, 8, 8, rssTypes, 128, 40, 68, 9710, rxOffloads, 0, rx, tx);
    }

    private static EthDevSettings settings(int queues, int descriptors, int mtu) {
        return new EthDevSettings(queues, queues, descriptors, descriptors, mtu, WANTED, DpdkProcess.pool());
    }

    private static EthDevFit fit(DeviceInfo info, EthDevSettings settings) {
        return EthDevFit.of("0000:3b:00.0", info, settings, ROOM);
    }

    @Test
    void cardThatCanAllGetsAll() {
        DeviceInfo info = card(-1L, -1L, new DescriptorLimits(32, 4096, 8), new DescriptorLimits(32, 4096, 8));

        assertThat(fit(info, settings(4, 512, 1500))).isEqualTo(new EthDevFit(WANTED, IPV4_CHECKSUM, 512, 512));
    }

    @Test
    void isAskedForTheRssTypesThatItHasOnly() {
        long known = RssTypes.IPV4 | RssTypes.TCP | 1L << 40;

        assertThat(fit(card(known, 0, ANY, ANY), settings(4, 512, 1500)).rssTypes())
                .isEqualTo(RssTypes.IPV4 | RssTypes.TCP);
    }

    @Test
    void cardWithoutRssOrWithOneQueueIsNotAskedToSpread() {
        assertThat(fit(card(0, 0, ANY, ANY), settings(4, 512, 1500)).rssTypes()).isZero();
        assertThat(fit(card(-1L, 0, ANY, ANY), settings(1, 512, 1500)).rssTypes())
                .isZero();
    }

    @Test
    void checksumsAreLeftToHardwareThatOffersItOnly() {
        assertThat(fit(card(0, 0, ANY, ANY), settings(2, 512, 1500)).rxOffloads())
                .isZero();
        assertThat(fit(card(0, ~IPV4_CHECKSUM, ANY, ANY), settings(2, 512, 1500))
                        .rxOffloads())
                .isZero();
    }

    @Test
    void descriptorsAreMovedToWhatEachDirectionAllows() {
        DeviceInfo small = card(0, 0, new DescriptorLimits(64, 256, 32), new DescriptorLimits(1024, 4096, 1024));

        EthDevFit fit = fit(small, settings(2, 500, 1500));

        assertThat(fit.rxDescriptors()).isEqualTo(256);
        assertThat(fit.txDescriptors()).isEqualTo(1024);
    }

    @Test
    void descriptorsAreRoundedUpToMultiplesThatTheDeviceWants() {
        assertThat(new DescriptorLimits(64, 4096, 32).fit(500)).isEqualTo(512);
        assertThat(new DescriptorLimits(64, 4096, 32).fit(512)).isEqualTo(512);
        assertThat(new DescriptorLimits(64, 4096, 32).fit(1)).isEqualTo(64);
        assertThat(new DescriptorLimits(0, 0, 0).fit(500)).isEqualTo(500);
    }

    @Test
    void tooManyQueuesAndTooLongPacketsAreRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> fit(card(0, 0, ANY, ANY), settings(9, 512, 1500)))
                .isInstanceOf(DpdkException.class)
                .hasMessage("device 0000:3b:00.0 (driver net_card): number of receive queues is 9, allowed are 1 to 8");
        assertThatThrownBy(() -> fit(card(0, 0, ANY, ANY), settings(2, 512, 9711)))
                .hasMessageContaining("MTU is 9711, allowed are 68 to 9710");
        assertThatThrownBy(() -> fit(card(0, 0, ANY, ANY), settings(2, 512, 2031)))
                .hasMessageContaining("hold frames of 2048 bytes, but an MTU of 2031 needs 2049");
    }
}
