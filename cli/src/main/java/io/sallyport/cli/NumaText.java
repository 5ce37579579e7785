package io.sallyport.cli;

import io.sallyport.api.Numa;
import io.sallyport.api.NumaInterface;
import io.sallyport.api.NumaWorker;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code show numa}: a row per interface and one per worker; a node, or several with how many pieces of 2 MB are on each. */
final class NumaText {
    private NumaText() {}

    static String of(Numa numa) {
        Table interfaces = new Table().words("INTERFACE").words("NODE", "BUFFERS");
        for (NumaInterface one : numa.interfaces()) {
            interfaces.row(one.name(), number(one.node()), places(one.buffers()));
        }
        Table workers = new Table().numbers("WORKER", "CPU").words("NODE", "TABLES", "SESSIONS", "RINGS");
        for (NumaWorker one : numa.workers()) {
            workers.row(
                    one.worker(),
                    one.cpu() == null ? "any" : one.cpu(),
                    number(one.node()),
                    places(one.tables()),
                    places(one.sessions()),
                    places(one.rings()));
        }
        return interfaces + "\n" + workers + "\n" + closing(numa);
    }

    private static String closing(Numa numa) {
        if (!numa.remote().isEmpty()) {
            return numa.remote().stream().map(line -> "remote: " + line + "\n").collect(Collectors.joining());
        }
        return switch (numa.nodes().size()) {
            case 0 -> "the kernel knows no NUMA nodes\n";
            case 1 -> "one NUMA node: everything is near\n";
            default -> numa.nodes().size() + " NUMA nodes: everything is on the node of those who use it\n";
        };
    }

    private static Object number(@Nullable Integer node) {
        return node == null ? "-" : node;
    }

    /** {@code 1}, or {@code 0 (3 pieces), 1 (40)}. */
    private static String places(Map<String, Long> pieces) {
        if (pieces.size() < 2) {
            return pieces.isEmpty() ? "-" : pieces.keySet().iterator().next();
        }
        return pieces.entrySet().stream()
                .map(one -> "%s (%d)".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
    }
}
