package io.sallyport.lab.load;

import io.sallyport.lab.LabException;
import io.sallyport.lab.gateway.RunFiles;
import java.nio.file.Path;

/** What a process holds in memory: resident pages, huge ones included. */
final class GatewayMemory {
    private static final String KILOBYTES = " kB";

    private GatewayMemory() {}

    /** In MiB. */
    static long of(long pid) {
        return (field(pid, "VmRSS:") + field(pid, "HugetlbPages:")) >> 10;
    }

    private static long field(long pid, String name) {
        return RunFiles.lines(Path.of("/proc/%d/status".formatted(pid))).stream()
                .filter(line -> line.startsWith(name) && line.endsWith(KILOBYTES))
                .mapToLong(line -> Long.parseLong(line.substring(name.length(), line.length() - KILOBYTES.length())
                        .strip()))
                .findFirst()
                .orElseThrow(() -> LabException.failed("/proc/%d/status has no %s".formatted(pid, name)));
    }
}
