package io.sallyport.gateway.numa;

import io.sallyport.dpdk.memory.NumaNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The NUMA nodes of a machine: which CPUs and network cards are near to which memory, as Linux says it under {@code /sys}. Immutable. */
public final class Topology {
    private static final Path SYS = Path.of("/sys");
    private static final Pattern NODE = Pattern.compile("node(\\d+)");

    private final Path sys;
    private final Map<Integer, Integer> nodeOfCpu;
    private final Set<Integer> nodes;

    private Topology(Path sys, Map<Integer, Integer> nodeOfCpu, Set<Integer> nodes) {
        this.sys = sys;
        this.nodeOfCpu = nodeOfCpu;
        this.nodes = nodes;
    }

    /** Of this machine. */
    public static Topology ofThisMachine() {
        return of(SYS);
    }

    /**
     * Of the machine whose {@code /sys} this is; without nodes if its kernel knows none.
     *
     * @param sys a folder
     */
    public static Topology of(Path sys) {
        Map<Integer, Integer> nodeOfCpu = new TreeMap<>();
        Set<Integer> nodes = new TreeSet<>();
        try (Stream<Path> folders = Files.list(sys.resolve("devices/system/node"))) {
            for (Path folder : folders.toList()) {
                Matcher name = NODE.matcher(folder.getFileName().toString());
                if (name.matches()) {
                    int node = Integer.parseInt(name.group(1));
                    nodes.add(node);
                    CpuSet.parse(Files.readString(folder.resolve("cpulist")).strip())
                            .forEach(cpu -> nodeOfCpu.put(cpu, node));
                }
            }
        } catch (IOException kernelWithoutNodes) {
            return new Topology(sys, Map.of(), Set.of());
        }
        return new Topology(sys, Map.copyOf(nodeOfCpu), nodes);
    }

    /** Node of a CPU; {@link NumaNode#UNKNOWN} if there is none of that number. */
    public int ofCpu(int cpu) {
        return nodeOfCpu.getOrDefault(cpu, NumaNode.UNKNOWN);
    }

    /**
     * Node of a device; {@link NumaNode#UNKNOWN} if it is virtual or the kernel does not say.
     *
     * @param port PCI address, the domain with or without, or DPDK's name of a virtual device
     */
    public int ofDevice(String port) {
        String address = port.indexOf(':') == port.lastIndexOf(':') ? "0000:" + port : port;
        try {
            Path file = sys.resolve("bus/pci/devices").resolve(address).resolve("numa_node");
            return Math.max(
                    NumaNode.UNKNOWN, Integer.parseInt(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException noSuchDevice) {
            return NumaNode.UNKNOWN;
        }
    }

    /** All nodes, ascending; none if the kernel knows none. */
    public Set<Integer> nodes() {
        return new TreeSet<>(nodes);
    }
}
