package io.sallyport.lab;

import io.sallyport.lab.net.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a lab would leave on the machine if it did not clean up. */
final class Traces {
    private static final List<String> COMMAND_LINES = List.of("/run/sallyport-lab/", "io.sallyport.lab.traffic.");
    private static final Path HUGEPAGE_FILES = Path.of("/dev/hugepages");
    /** Where gateways keep sessions on purpose; those of a lab are among {@link #FOLDERS}. */
    private static final Path KEPT_SESSIONS = Path.of("sallyport");

    private static final List<Path> FOLDERS = List.of(Path.of("/run/sallyport-lab"), Path.of("/dev/shm/sallyport-lab"));

    private Traces() {}

    /** One line per namespace, interface, process and file; empty if there is nothing. */
    static List<String> find() throws IOException {
        List<String> traces = new ArrayList<>();
        grep(traces, "namespace", Commands.run("ip", "netns", "list"), "sallyport-");
        grep(traces, "interface", Commands.run("ip", "-o", "link", "show"), ": sp-");
        processes().forEach(traces::add);
        FOLDERS.stream().filter(Files::exists).forEach(folder -> traces.add("folder " + folder));
        if (Files.isDirectory(HUGEPAGE_FILES)) {
            try (Stream<Path> files = Files.list(HUGEPAGE_FILES)) {
                files.filter(file -> !file.endsWith(KEPT_SESSIONS))
                        .map(file -> "huge page file " + file)
                        .forEach(traces::add);
            }
        }
        return traces;
    }

    private static void grep(List<String> traces, String what, String output, String wanted) {
        output.lines().filter(line -> line.contains(wanted)).forEach(line -> traces.add(what + " " + line));
    }

    private static Stream<String> processes() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream()
                        .filter(line -> COMMAND_LINES.stream().anyMatch(line::contains))
                        .map(line -> "process %d %s".formatted(process.pid(), line)));
    }
}
