package io.sallyport.gateway.numa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A machine with CPUs 0 to 3 and 8 to 11 on node 0, 4 to 7 and 12 to 15 on node 1, and network cards on both. */
public final class TwoNodes {
    /** On node 0, its second port being {@code 0000:3b:00.1}. */
    public static final String NEAR_ZERO = "0000:3b:00.0";
    /** On node 1, its second port being {@code 0000:af:00.1}. */
    public static final String NEAR_ONE = "0000:af:00.0";

    private TwoNodes() {}

    /** Writes its {@code /sys}. */
    public static Topology in(Path folder) {
        Map.of(
                        "devices/system/node/node0/cpulist", "0-3,8-11\n",
                        "devices/system/node/node1/cpulist", "4-7,12-15\n",
                        "devices/system/node/possible", "0-1\n",
                        "bus/pci/devices/0000:3b:00.0/numa_node", "0\n",
                        "bus/pci/devices/0000:3b:00.1/numa_node", "0\n",
                        "bus/pci/devices/0000:af:00.0/numa_node", "1\n",
                        "bus/pci/devices/0000:af:00.1/numa_node", "1\n",
                        "bus/pci/devices/0000:00:1f.0/numa_node", "-1\n")
                .forEach((file, text) -> write(folder.resolve(file), text));
        return Topology.of(folder);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
