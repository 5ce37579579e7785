package io.sallyport.gateway.numa;

import io.sallyport.dpdk.memory.NumaNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which NUMA node everything is to be on (checklist C13.4): a worker's tables, sessions and the rings that it takes packets from on the
 * node of its CPU, packet buffers on the node of the device that fills them, what all share on {@link #home}.
 *
 * @param workers node of each worker
 * @param devices node of the device of each interface, {@link NumaNode#UNKNOWN} for virtual ones
 * @param home node of what all share, and of whatever has no node of its own
 */
public record Placement(List<Integer> workers, List<Integer> devices, int home) {
    /** Copies the lists. */
    public Placement {
        workers = List.copyOf(workers);
        devices = List.copyOf(devices);
    }

    /**
     * Decides.
     *
     * @param ports DPDK's name of the device of each interface
     * @param cpus CPU of each worker, -1 for any
     */
    public static Placement of(Topology machine, List<String> ports, List<Integer> cpus) {
        List<Integer> devices = ports.stream().map(machine::ofDevice).toList();
        List<Integer> own = cpus.stream().map(machine::ofCpu).toList();
        int home = IntStream.of(
                        mostOf(devices),
                        mostOf(own),
                        machine.nodes().stream().findFirst().orElse(NumaNode.UNKNOWN))
                .filter(node -> node != NumaNode.UNKNOWN)
                .findFirst()
                .orElse(NumaNode.UNKNOWN);
        return new Placement(
                own.stream().map(node -> node == NumaNode.UNKNOWN ? home : node).toList(), devices, home);
    }

    /**
     * The CPUs in the order in which workers should get them: those near to most of the ports first, else the highest.
     *
     * @param usable CPUs that this process may use
     */
    public static List<Integer> order(Topology machine, List<String> ports, Set<Integer> usable) {
        int near = mostOf(ports.stream().map(machine::ofDevice).toList());
        return usable.stream()
                .sorted(Comparator.<Integer>comparingInt(cpu -> machine.ofCpu(cpu) == near ? 0 : 1)
                        .thenComparing(Comparator.reverseOrder()))
                .toList();
    }

    /** Node of a worker's tables, sessions and incoming rings. */
    public int worker(int number) {
        return workers.get(number);
    }

    /** Node of the buffers that an interface's device fills. */
    public int buffers(int interfaceNumber) {
        int node = devices.get(interfaceNumber);
        return node == NumaNode.UNKNOWN ? home : node;
    }

    /** The nodes that buffers are on: a pool is made on each. */
    public Set<Integer> pools() {
        Set<Integer> nodes = new TreeSet<>();
        for (int number = 0; number < devices.size(); number++) {
            nodes.add(buffers(number));
        }
        return nodes;
    }

    /** The node that occurs most often, the lowest of several; {@link NumaNode#UNKNOWN} does not count. */
    private static int mostOf(List<Integer> nodes) {
        Map<Integer, Integer> counts = new TreeMap<>();
        nodes.stream().filter(node -> node != NumaNode.UNKNOWN).forEach(node -> counts.merge(node, 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(NumaNode.UNKNOWN);
    }
}
