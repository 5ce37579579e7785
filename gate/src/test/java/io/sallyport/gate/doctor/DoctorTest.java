package io.sallyport.gate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
    private static final String CARD = "sys/bus/pci/devices/0000:3b:00.0/";

    @TempDir
    private Path root;

    @Test
    void saysWhatAMachineLacksAndHowToMendIt() throws IOException {
        file("sys/devices/system/cpu/online", "0-1");
        file("sys/devices/system/node/node0/cpulist", "0-1");
        file("sys/devices/system/node/node0/hugepages/hugepages-2048kB/nr_hugepages", "0");
        file("sys/devices/system/node/node0/hugepages/hugepages-2048kB/free_hugepages", "0");

        assertThat(of("CPUs")).isEqualTo("LACKS 2 online, unknown model → give the machine at least 5 CPUs");
        assertThat(of("huge pages")).startsWith("LACKS node0: 0 of 2048 kB, 0 free → sysctl -w vm.nr_hugepages=");
        assertThat(of("network cards")).startsWith("LACKS none on PCI");
        assertThat(of("VFIO")).endsWith("→ modprobe vfio-pci");
        assertThat(of("IOMMU")).startsWith("note none in use");
        assertThat(of("isolated CPUs")).startsWith("note isolated: none; without ticks: none → add isolcpus=1-4 ");
    }

    @Test
    void findsNothingToMendOnAMachineForProduction() throws IOException {
        production();

        assertThat(new Doctor(new Tree(root)).examine())
                .allSatisfy(remark ->
                        assertThat(remark.level()).as(remark.toString()).isEqualTo(Level.GOOD));
        assertThat(of("card 0000:3b:00.0")).isEqualTo("ok 8086:1592, driver vfio-pci: ready for DPDK, node 0 → ");
        assertThat(of("CPUs")).isEqualTo("ok 8 online, Some CPU @ 3 GHz → ");
    }

    @Test
    void leavesTheCardAloneThatTheMachineIsReachedBy() throws IOException {
        production();
        Files.delete(root.resolve(CARD + "driver"));
        Files.createSymbolicLink(root.resolve(CARD + "driver"), Path.of("../../drivers/ice"));
        file(CARD + "net/eth0/ifindex", "2");
        file("sys/class/net/eth0/operstate", "up");
        file("sys/class/net/eth0/speed", "25000");
        file("sys/class/net/eth0/queues/rx-0/x", "");
        file("sys/class/net/eth0/queues/rx-1/x", "");

        assertThat(of("card 0000:3b:00.0"))
                .isEqualTo(
                        "note 8086:1592, driver ice, node 0, eth0, link up 25,000 Mbit/s, 2 RX queues (RSS); with the kernel"
                                + " → dpdk-devbind.py -b vfio-pci 0000:3b:00.0 (not for cards of Mellanox)");

        file("proc/net/route", "Iface\tDestination\tGateway\neth0\t00000000\t0102A8C0\n");
        assertThat(of("card 0000:3b:00.0")).contains("the machine's own way out → leave it");
    }

    @Test
    void namesTheReasonsAgainstProduction() throws IOException {
        production();
        Doctor doctor = new Doctor(new Tree(root));

        assertThat(doctor.reasonsAgainst(4, true, "", List.of())).isEmpty();
        assertThat(doctor.reasonsAgainst(9, false, "tap ports", List.of()))
                .containsExactly(
                        "9 workers share 8 CPUs; production gives each a core of its own",
                        "the gateway's memory was not on huge pages",
                        "it ran on tap ports, on no network card");

        assertThat(doctor.reasonsAgainst(4, true, "", List.of("worker 1 is on node 0, the card on node 1")))
                .containsExactly("worker 1 is on node 0, the card on node 1");
    }

    @Test
    void countsCpusAsTheKernelListsThem() {
        assertThat(CpuList.count("0-3,8,10-11")).isEqualTo(7);
        assertThat(CpuList.count("0")).isEqualTo(1);
        assertThat(CpuList.count("")).isZero();
    }

    private void production() throws IOException {
        file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some CPU @ 3 GHz\n");
        file("proc/version", "Linux version 6.1.0 (someone)");
        file("proc/meminfo", "MemTotal: 16000000 kB\nMemAvailable:    8000000 kB\n");
        file("proc/mounts", "nodev /dev/hugepages hugetlbfs rw 0 0\n");
        file("proc/self/limits", "Max locked memory         unlimited            unlimited            bytes     \n");
        file("sys/devices/system/cpu/online", "0-7");
        file("sys/devices/system/cpu/isolated", "1-7");
        file("sys/devices/system/node/node0/cpulist", "0-7");
        file("sys/devices/system/node/node0/hugepages/hugepages-2048kB/nr_hugepages", "2048");
        file("sys/devices/system/node/node0/hugepages/hugepages-2048kB/free_hugepages", "2048");
        file("sys/kernel/iommu_groups/0/type", "DMA");
        file("sys/module/vfio_pci/initstate", "live");
        file(CARD + "class", "0x020000");
        file(CARD + "vendor", "0x8086");
        file(CARD + "device", "0x1592");
        file(CARD + "numa_node", "0");
        Files.createSymbolicLink(root.resolve(CARD + "driver"), Path.of("../../drivers/vfio-pci"));
    }

    private String of(String what) {
        return new Doctor(new Tree(root))
                .examine().stream()
                        .filter(remark -> remark.what().equals(what))
                        .map(remark -> "%s %s → %s".formatted(remark.level(), remark.found(), remark.remedy()))
                        .findFirst()
                        .orElse("nothing about " + what);
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
