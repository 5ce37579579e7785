package io.sallyport.lab.load;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.report.Finding;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Damaged packets that the peers' kernels have counted: they check every checksum, since no offload does. */
final class KernelErrors {
    /** By line of {@code /proc/net/snmp} and {@code /proc/net/netstat}. */
    private static final Map<String, String> COUNTERS = new TreeMap<>(Map.of(
            "Ip:", "InHdrErrors",
            "IpExt:", "InCsumErrors",
            "Icmp:", "InCsumErrors",
            "Tcp:", "InCsumErrors",
            "Udp:", "InCsumErrors"));

    private static final List<Namespace> PEERS = List.of(Namespace.CLIENT, Namespace.SERVER);

    private final Map<Namespace, String> before = new EnumMap<>(Namespace.class);

    /** Counts from now on. */
    KernelErrors() {
        PEERS.forEach(peer -> before.put(peer, count(peer)));
    }

    Finding none() {
        boolean held = PEERS.stream().allMatch(peer -> count(peer).equals(before.get(peer)));
        String figure = "client %s, server %s".formatted(count(Namespace.CLIENT), count(Namespace.SERVER));
        return new Finding("no damaged packet at either peer", held, figure);
    }

    private static String count(Namespace peer) {
        List<String> lines =
                peer.run("cat", "/proc/net/snmp", "/proc/net/netstat").lines().toList();
        StringBuilder counts = new StringBuilder();
        COUNTERS.forEach((group, name) -> counts.append(counts.isEmpty() ? "" : " ")
                .append("%s %s %s".formatted(group, name, value(lines, group, name))));
        return counts.toString();
    }

    private static String value(List<String> lines, String group, String name) {
        List<String[]> rows = lines.stream()
                .filter(line -> line.startsWith(group))
                .map(line -> line.split(" ", -1))
                .toList();
        int column = rows.size() == 2 ? Arrays.asList(rows.getFirst()).indexOf(name) : -1;
        if (column < 0) {
            throw LabException.failed("the kernel counts no %s %s".formatted(group, name));
        }
        return rows.getLast()[column];
    }
}
