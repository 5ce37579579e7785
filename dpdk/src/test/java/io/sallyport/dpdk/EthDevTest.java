package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dpdk.memory.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EthDevTest {
    private static final int BURST = 32;
    private static final long POINTERS = DpdkProcess.POINTERS.address();

    @BeforeAll
    static void startDpdk() {
        assertThat(DpdkProcess.EAL.hugepages()).isFalse();
    }

    @Test
    @Tag("C1.1")
    void listsAndFindsDevicesByDpdksName() {
        assertThat(DpdkProcess.DEVICES)
                .containsExactly("net_null0", "net_ring0", "net_ring1", "net_ring2", "net_memif0", "net_pcap0");
        assertThat(EthDev.find("net_ring1").orElseThrow().id()).isEqualTo(2);
        assertThat(EthDev.find("net_ring9")).isEmpty();
    }

    @Test
    void carriesFramesUnchangedAndInOrder() {
        EthDev device = DpdkProcess.started("net_ring0");
        int before = DpdkProcess.pool().inUse();
        List<String> sent = fill(BURST);
        assertThat(device.transmit(0, POINTERS, BURST)).isEqualTo(BURST);
        Memory.clear(POINTERS, 8 * BURST);
        assertThat(device.receive(0, POINTERS, 2 * BURST)).isEqualTo(BURST);
        assertThat(frames(BURST)).isEqualTo(sent);
        assertThat(Mbuf.dataLength(Memory.getLong(POINTERS + 8))).isEqualTo("frame 1".length());
        MbufPool.free(POINTERS, BURST);
        assertThat(DpdkProcess.pool().inUse()).isEqualTo(before);
        device.stop();
    }

    @Test
    void receivesNothingWhereNothingWasSent() {
        EthDev device = DpdkProcess.started("net_ring0");
        assertThat(device.receive(0, POINTERS, BURST)).isZero();
        device.stop();
    }

    @Test
    void countsWhatItCarried() {
        EthDev device = DpdkProcess.started("net_ring1");
        Stats before = device.stats();
        fill(BURST);
        device.transmit(0, POINTERS, BURST);
        device.receive(0, POINTERS, 20);
        Stats after = device.stats();
        device.receive(0, POINTERS + 20 * 8, BURST);
        MbufPool.free(POINTERS, BURST);
        assertThat(after.opackets() - before.opackets()).isEqualTo(BURST);
        assertThat(after.ipackets() - before.ipackets()).isEqualTo(20);
        assertThat(after.imissed() + after.ierrors() + after.oerrors() + after.rxNombuf())
                .isZero();
        assertThat(device.xstats())
                .containsEntry("rx_good_packets", device.stats().ipackets())
                .containsEntry("tx_good_packets", after.opackets());
        device.stop();
    }

    @Test
    void sendsThroughDriverThatEntersKernel() throws IOException {
        EthDev device = DpdkProcess.started("net_pcap0");
        assertThat(device.entersKernel()).isTrue();
        fill(3);
        assertThat(device.transmit(0, POINTERS, 3)).isEqualTo(3);
        assertThat(device.stats().opackets()).isEqualTo(3);
        device.stop();
        assertThat(Files.readString(DpdkProcess.CAPTURE, StandardCharsets.ISO_8859_1))
                .contains("frame 0", "frame 1", "frame 2");
    }

    @Test
    void knowsWhichDriversEnterKernel() {
        assertThat(entersKernel("net_ring", "vdev")).isFalse();
        assertThat(entersKernel("net_virtio_user", "vdev")).isFalse();
        assertThat(entersKernel("net_ixgbe", "pci")).isFalse();
        assertThat(entersKernel("net_af_packet", "vdev")).isTrue();
        assertThat(entersKernel("net_tap", "vdev")).isTrue();
        assertThat(entersKernel("net_af_xdp", "vdev")).isTrue();
        assertThat(entersKernel("net_that_nobody_knows", "vdev")).isTrue();
    }

    private static boolean entersKernel(String driver, String bus) {
        DeviceInfo.DescriptorLimits limits = new DeviceInfo.DescriptorLimits(0, 0, 1);
        return new DeviceInfo(driver, bus, 0, 1, 1, 0, 0, 0, 68, 1500, 0, 0, limits, limits).entersKernel();
    }

    @Test
    void givesMacAddressWithItsFirstByteLowest() {
        EthDev device = EthDev.find("net_memif0").orElseThrow();
        assertThat(DpdkProcess.MEMIF_MAC).isEqualTo("02:11:22:33:44:55");
        assertThat(device.macAddress()).isEqualTo(0x5544_3322_1102L);
    }

    @Test
    void setsMacAddressAndMtu() {
        EthDev device = DpdkProcess.started("net_null0");
        device.setMacAddress(0x0605_0403_0202L);
        assertThat(device.macAddress()).isEqualTo(0x0605_0403_0202L);
        assertThat(device.mtu()).isEqualTo(1500);
        device.setMtu(1400);
        assertThat(device.mtu()).isEqualTo(1400);
        device.stop();
        device.configure(DpdkProcess.settings(1300));
        assertThat(device.mtu()).isEqualTo(1300);
    }

    @Test
    void tellsLinkThatIsUpFromOneThatIsDown() {
        EthDev up = DpdkProcess.started("net_ring2");
        assertThat(up.linkUp()).isTrue();
        assertThat(up.linkSpeedMbps()).isEqualTo(10_000);
        up.stop();
        assertThat(up.linkUp()).isFalse();
        assertThat(up.linkSpeedMbps()).isZero();
        EthDev waiting = EthDev.find("net_memif0").orElseThrow();
        assertThat(waiting.linkUp()).isFalse();
    }

    @Test
    void reportsWhatDriverCanDo() {
        DeviceInfo ring = EthDev.find("net_ring0").orElseThrow().info();
        assertThat(ring.driver()).isEqualTo("net_ring");
        assertThat(ring.bus()).isEqualTo("vdev");
        assertThat(ring.maxRxQueues()).isEqualTo(16);
        assertThat(ring.maxTxQueues()).isEqualTo(16);
        assertThat(ring.rssTypes()).isZero();
        assertThat(ring.maxMtu()).isEqualTo(65_535);
        DeviceInfo nothing = EthDev.find("net_null0").orElseThrow().info();
        assertThat(nothing.maxRxQueues()).isEqualTo(1024);
        assertThat(nothing.retaSize()).isEqualTo(128);
        assertThat(nothing.rssTypes()).isNotZero();
    }

    @Test
    void leavesOutRssTypesThatDeviceDoesNotKnow() {
        EthDev device = EthDev.find("net_null0").orElseThrow();
        device.configure(new EthDevSettings(4, 4, 256, 256, 1500, -1L, DpdkProcess.pool()));
        device.start();
        assertThat(device.receive(3, POINTERS, 4)).isEqualTo(4);
        MbufPool.free(POINTERS, 4);
        device.stop();
    }

    @Test
    void refusesSettingsBeyondDeviceAndNamesThoseAllowed() {
        EthDev device = EthDev.find("net_ring0").orElseThrow();
        assertThatThrownBy(() -> device.configure(new EthDevSettings(17, 1, 256, 256, 1500, 0, DpdkProcess.pool())))
                .isInstanceOf(DpdkException.class)
                .hasMessage("device net_ring0 (driver net_ring): number of receive queues is 17, allowed are 1 to 16");
        assertThatThrownBy(() -> device.configure(DpdkProcess.settings(40)))
                .hasMessageContaining("MTU is 40, allowed are 46 to 65535");
    }

    @Test
    void refusesMtuThatBuffersCannotHold() {
        EthDev device = EthDev.find("net_ring0").orElseThrow();
        device.configure(DpdkProcess.settings(2048 - 18));
        assertThatThrownBy(() -> device.configure(DpdkProcess.settings(2048 - 17)))
                .hasMessageContaining("hold frames of 2048 bytes, but an MTU of 2031 needs 2049");
    }

    @Test
    void saysWhichCallFailedOnWhichDeviceAndThatDriverLacksIt() {
        EthDev device = EthDev.find("net_ring0").orElseThrow();
        assertThatThrownBy(() -> device.setMtu(1400))
                .isInstanceOfSatisfying(
                        DpdkException.class, e -> assertThat(e.unsupported()).isTrue())
                .hasMessageStartingWith("rte_eth_dev_set_mtu(net_ring0, 1400) failed: Operation not supported")
                .hasMessageContaining("driver net_ring allows 46 to 65535");
    }

    /** Takes {@code count} buffers, writes "frame i" into each and returns the texts. */
    private static List<String> fill(int count) {
        assertThat(DpdkProcess.pool().allocate(POINTERS, count)).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            long mbuf = Memory.getLong(POINTERS + 8L * i);
            byte[] text = ("frame " + i).getBytes(StandardCharsets.ISO_8859_1);
            Memory.put(Mbuf.data(mbuf), text);
            Mbuf.setLength(mbuf, text.length);
        }
        return frames(count);
    }

    private static List<String> frames(int count) {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long mbuf = Memory.getLong(POINTERS + 8L * i);
            frames.add(new String(Memory.bytes(Mbuf.data(mbuf), Mbuf.dataLength(mbuf)), StandardCharsets.ISO_8859_1));
        }
        return frames;
    }
}
