package io.sallyport.gateway.plane;

import io.sallyport.dpdk.NativeThread;
import io.sallyport.gateway.config.MachineFacts;
import io.sallyport.gateway.numa.CpuSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What this machine has, as Linux says it. */
public final class Machine {
    private static final Path CPUS = Path.of("/sys/devices/system/cpu");

    private Machine() {}

    /** CPUs that are there, that are online, and that this process may use. */
    public static MachineFacts cpus() {
        Set<Integer> usable = new TreeSet<>(NativeThread.allowedCpus());
        return new MachineFacts(list("present", usable), list("online", usable), usable);
    }

    private static Set<Integer> list(String file, Set<Integer> otherwise) {
        try {
            return CpuSet.parse(Files.readString(CPUS.resolve(file)).strip());
        } catch (IOException e) {
            return otherwise;
        }
    }

    /** Megabytes in free huge pages of 2 MB. */
    static long freeHugepageMegabytes() {
        Path file = Path.of("/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages");
        try {
            return 2 * Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
