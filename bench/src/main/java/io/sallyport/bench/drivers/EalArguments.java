package io.sallyport.bench.drivers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What DPDK is started with in testpmd and in the generator. */
final class EalArguments {
    private static final Path FREE = Path.of("/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages");
    private static final int ENOUGH = 64;
    private static final String MEGABYTES = "128";

    private EalArguments() {}

    /**
     * Puts the arguments together; memory is on huge pages if the machine has them free.
     *
     * @param cpus list of CPUs, the main thread's first
     */
    static List<String> of(String cpus, String mainCpu, List<String> devices) {
        List<String> arguments = new ArrayList<>(List.of("--no-pci", "--no-telemetry", "-l", cpus));
        arguments.addAll(List.of("--main-lcore", mainCpu));
        if (freePages() >= ENOUGH) {
            // In one file, which is what virtio-user can pass to the other side.
            arguments.addAll(List.of("--in-memory", "--single-file-segments"));
        } else {
            arguments.addAll(List.of("--no-huge", "--no-shconf", "-m", MEGABYTES));
        }
        devices.forEach(device -> arguments.add("--vdev=" + device));
        arguments.add("--");
        return arguments;
    }

    private static int freePages() {
        try {
            return Integer.parseInt(Files.readString(FREE).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
