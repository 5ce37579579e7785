package io.sallyport.gateway.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.gateway.config.Config;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EalArgumentsTest {
    private static final String PCI = """
            interfaces:
              - {port: "0000:3b:00.0", role: inside, address: 10.0.0.1/24}
              - {port: "0000:3b:00.1", devargs: "0000:3b:00.1,mprq_en=1", role: outside, address: 198.51.100.2/24}
            """;

    @Test
    void makesVirtualDevicesAndLeavesPciAlone() {
        Config config = Configurations.of(Configurations.VIRTUAL, Configurations.POOLS);

        assertThat(EalArguments.of(config, true, 300, 2))
                .containsExactly(
                        "--in-memory",
                        "-l",
                        "2",
                        "--no-telemetry",
                        "--vdev=net_tap0,iface=lan",
                        "--vdev=net_ring1",
                        "--no-pci");
    }

    @Test
    void leavesTheDevicesForLaterWhereThatIsPossible() {
        Config virtual = Configurations.of(Configurations.VIRTUAL, Configurations.POOLS);

        assertThat(EalArguments.allVirtual(virtual)).isTrue();
        assertThat(EalArguments.withoutDevices(virtual, true, 300, 2))
                .containsExactly("--in-memory", "-l", "2", "--no-telemetry", "--no-pci");
        assertThat(EalArguments.allVirtual(Configurations.of(PCI, Configurations.POOLS)))
                .as("PCI devices are found at the start or not at all")
                .isFalse();
    }

    @Test
    void opensNoPciDevicesButThoseOfTheConfiguration() {
        Config config = Configurations.of(PCI, Configurations.POOLS);

        assertThat(EalArguments.of(config, true, 300, 0))
                .contains("--allow=0000:3b:00.0", "--allow=0000:3b:00.1,mprq_en=1")
                .doesNotContain("--no-pci")
                .noneMatch(argument -> argument.startsWith("--vdev"));
    }

    @Test
    void opensPciWhereOnlyOneInterfaceIsThere() {
        String mixed = PCI.replace("\"0000:3b:00.1\", devargs: \"0000:3b:00.1,mprq_en=1\"", "net_tap1");

        assertThat(EalArguments.of(Configurations.of(mixed, Configurations.POOLS), true, 300, 0))
                .contains("--allow=0000:3b:00.0", "--vdev=net_tap1")
                .doesNotContain("--no-pci");
    }

    @Test
    void reservesOrdinaryMemoryWithoutHugepages() {
        Config config = Configurations.of(Configurations.VIRTUAL, Configurations.POOLS);

        assertThat(EalArguments.of(config, false, 300, 0))
                .startsWith("--no-huge", "--no-shconf", "-m", "300")
                .doesNotContain("--in-memory"); // DPDK refuses both at once
    }

    @Test
    @Tag("C13.1")
    void keepsMemoryInFewFilesWhereAVirtioDeviceHandsItOn() {
        String virtio = Configurations.VIRTUAL.replace("net_ring1", "net_virtio_user0");
        Config config = Configurations.of(virtio, Configurations.POOLS);

        assertThat(EalArguments.of(config, true, 300, 0)).startsWith("--in-memory", "--single-file-segments");
        assertThat(EalArguments.of(config, false, 300, 0)).doesNotContain("--single-file-segments");
    }

    @Test
    void addsWhatTheConfigurationAsksForLast() {
        String dpdk = "dpdk: {eal: [\"--log-level=8\", \"--iova-mode=va\"]}\n";
        Config config = Configurations.of(Configurations.VIRTUAL, Configurations.POOLS, dpdk);

        assertThat(EalArguments.of(config, true, 300, 0)).endsWith("--log-level=8", "--iova-mode=va");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000:3b:00.1", "3b:00.1", "10000:E1:00.0", "ff:1f.7"})
    void knowsPciAddresses(String port) {
        assertThat(EalArguments.isPci(port)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"net_tap0", "0000:3b:00", "3b:00.8", "000:3b:00.1", "eth_3b:00.1", ""})
    void knowsWhatIsNoPciAddress(String port) {
        assertThat(EalArguments.isPci(port)).isFalse();
    }
}
