package io.sallyport.lab.feature;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Namespace;
import java.util.Arrays;
import java.util.List;

/** Counts the IP fragments that a namespace's kernel has been given to put together. */
final class Reassembly {
    private final Namespace namespace;
    private final long before;

    Reassembly(Namespace namespace) {
        this.namespace = namespace;
        this.before = fragments();
    }

    /** Fragments since this was made. */
    long since() {
        return fragments() - before;
    }

    private long fragments() {
        List<String[]> lines = namespace
                .run("cat", "/proc/net/snmp")
                .lines()
                .filter(line -> line.startsWith("Ip:"))
                .map(line -> line.split(" ", -1))
                .toList();
        int column = Arrays.asList(lines.getFirst()).indexOf("ReasmReqds");
        if (lines.size() != 2 || column < 0) {
            throw LabException.failed("/proc/net/snmp has no ReasmReqds");
        }
        return Long.parseLong(lines.getLast()[column]);
    }
}
