package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs a fresh process runs {@link EalProbe} in one. */
class EalTest {
    private static final List<String> WITHOUT_HUGEPAGES =
            List.of("--no-huge", "--no-shconf", "--no-pci", "--no-telemetry", "-m", "64");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void startsOnlyOnceInProcess() {
        assertThat(DpdkProcess.EAL.startupLog()).contains("EAL:");
        assertThatThrownBy(() -> Eal.start(List.of()))
                .isInstanceOf(DpdkException.class)
                .hasMessageContaining("started before in this process");
    }

    @Test
    void makesDevicesAfterTheStart() {
        DpdkProcess.EAL.addVirtualDevice("net_null77");
        DpdkProcess.EAL.addVirtualDevice("net_null78,size=128");

        assertThat(EthDev.names()).contains("net_null77", "net_null78");
    }

    @Test
    void saysWhichDeviceItCouldNotMakeAfterTheStart() {
        for (String device : List.of("net_nonesuch9,iface=eth0", "net_null79,flavour=sweet")) {
            assertThatThrownBy(() -> DpdkProcess.EAL.addVirtualDevice(device))
                    .isInstanceOfSatisfying(
                            DpdkException.class,
                            refused -> assertThat(refused.missingDevices()).containsExactly(device.split(",", -1)[0]))
                    .hasMessageContaining("DPDK could not make the device " + device + "; correct its name");
        }
        assertThat(EthDev.names()).doesNotContain("net_nonesuch9", "net_null79");
    }

    @Test
    void startsAndEndsAndLeavesCallingThreadUnpinned() throws Exception {
        String output = probe(FreshProcess.SHIM, with("--vdev=net_null0"));
        assertThat(output)
                .contains("devices [net_null0]", "unpinned true", "closed")
                .doesNotContain("EAL:");
    }

    @Test
    void saysWhatIsWrongWithDeviceArguments() throws Exception {
        assertThat(probe(FreshProcess.SHIM, with("--vdev=net_nonesuch0,iface=eth0")))
                .contains("refused DPDK cannot make the device net_nonesuch0; correct its name and arguments")
                .contains("DPDK says: EAL: failed to parse device \"net_nonesuch0\"");
        assertThat(probe(FreshProcess.SHIM, with("--vdev=net_null0,flavour=sweet")))
                .contains("refused DPDK could not make the device net_null0,flavour=sweet; correct its arguments")
                .containsPattern("DPDK says:.*net_null0");
    }

    @Test
    void saysThatMemoryIsShort() throws Exception {
        assertThat(probe(FreshProcess.SHIM, List.of("--in-memory", "--no-pci", "--no-telemetry", "-m", "1048576")))
                .contains("refused rte_eal_init(--in-memory")
                .containsIgnoringCase("hugepage");
    }

    @Test
    void isUnavailableWithoutShimButPrefetchAndMemoryAndPinningWork() throws Exception {
        assertThat(probe(List.of(), List.of()))
                .contains("refused DPDK cannot be used: the system property sallyport.shim is not set")
                .contains("devices refused DPDK cannot be used")
                .contains("without DPDK: memory 0 prefetched pinned");
    }

    @Test
    void saysWhyShimCannotBeLoaded() throws Exception {
        assertThat(probe(List.of("-Dsallyport.shim=/nowhere/shim.so"), List.of()))
                .contains("there is no readable file /nowhere/shim.so")
                .contains("build the module dpdk");
        Path text = Files.writeString(directory.resolve("shim.so"), "no library");
        assertThat(probe(List.of("-Dsallyport.shim=" + text), List.of()))
                .contains("shim.so cannot be loaded")
                .containsAnyOf("file too short", "invalid ELF header");
    }

    private static List<String> with(String argument) {
        List<String> arguments = new ArrayList<>(WITHOUT_HUGEPAGES);
        arguments.add(argument);
        return arguments;
    }

    private static String probe(List<String> properties, List<String> arguments)
            throws IOException, InterruptedException {
        return FreshProcess.run(EalProbe.class, properties, arguments);
    }
}
