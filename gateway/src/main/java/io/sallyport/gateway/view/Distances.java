package io.sallyport.gateway.view;

import io.sallyport.api.NumaInterface;
import io.sallyport.api.NumaWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is on another NUMA node than those who use it (checklist C13.4), and what mends that. */
final class Distances {
    private final boolean several;
    private final List<String> found = new ArrayList<>();

    private Distances(boolean several) {
        this.several = several;
    }

    /** A line for each distance; none on a machine with one node. */
    static List<String> find(List<Integer> nodes, List<NumaInterface> interfaces, List<NumaWorker> workers) {
        Distances distances = new Distances(nodes.size() > 1);
        workers.forEach(worker -> distances.ofWorker(worker, interfaces));
        interfaces.forEach(distances::ofBuffers);
        return distances.found;
    }

    private void ofWorker(NumaWorker worker, List<NumaInterface> interfaces) {
        if (worker.cpu() == null && several) {
            found.add("worker %d may run on any node: `mode: production` or workers.cores keeps it near its memory"
                    .formatted(worker.worker()));
        }
        Integer node = worker.node();
        if (node == null) {
            return;
        }
        String of = " of worker %d, whose CPU is on node %d".formatted(worker.worker(), node);
        elsewhere("tables" + of, worker.tables(), node);
        elsewhere("sessions" + of, worker.sessions(), node);
        elsewhere("rings to worker %d, whose CPU is on node %d".formatted(worker.worker(), node), worker.rings(), node);
        for (NumaInterface one : interfaces) {
            if (one.node() != null && !one.node().equals(node)) {
                found.add(
                        "worker %d is on node %d, %s on node %d, so packets cross nodes: list CPUs of node %d in workers.cores, and have all network cards on one node"
                                .formatted(worker.worker(), node, one.name(), one.node(), one.node()));
            }
        }
    }

    private void ofBuffers(NumaInterface one) {
        if (one.node() != null) {
            elsewhere(
                    "buffers of %s, which is on node %d".formatted(one.name(), one.node()), one.buffers(), one.node());
        }
    }

    private void elsewhere(String what, Map<String, Long> pieces, int wanted) {
        pieces.forEach((node, count) -> {
            if (!node.equals(Integer.toString(wanted)) && Character.isDigit(node.charAt(0))) {
                found.add(
                        "%d pieces of 2 MB of the %s, are on node %s: give node %d huge pages in /sys/devices/system/node/node%d/hugepages/hugepages-2048kB/nr_hugepages and start again"
                                .formatted(count, what, node, wanted, wanted));
            }
        });
    }
}
