package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualDevicesTest {
    @Test
    void findsThoseAskedForInEitherFormThatAreNotThere() {
        List<String> arguments =
                List.of("-m", "64", "--vdev=net_tap0,iface=t0", "--vdev", "net_ring1", "--vdev=net_null0", "--vdev");
        assertThat(VirtualDevices.missing(arguments, List.of("net_null0")))
                .containsExactly("net_tap0,iface=t0", "net_ring1");
        assertThat(VirtualDevices.missing(arguments, List.of("net_null0", "net_tap0", "net_ring1")))
                .isEmpty();
    }

    @Test
    void namesThoseThatDpdkCouldNotRead() {
        String log = """
                EAL: failed to parse device "net_tpa0"
                EAL: Unable to parse device 'net_tpa0,iface=sp-in'
                """;
        assertThat(VirtualDevices.unreadable(log)).containsExactly("net_tpa0");
        assertThat(VirtualDevices.unreadable("EAL: Detected CPU lcores: 2\n")).isEmpty();
    }

    @Test
    void leavesOtherKindsOfDeviceAlone() {
        assertThat(VirtualDevices.missing(List.of("--vdev=crypto_null0"), List.of()))
                .isEmpty();
    }
}
