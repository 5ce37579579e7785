package io.sallyport.bench;

import io.sallyport.bench.drivers.DriversCommand;
import io.sallyport.bench.path.FilesCommand;
import io.sallyport.bench.path.PathBench;
import io.sallyport.bench.path.PathReport;
import io.sallyport.bench.pieces.PiecesCommand;
import io.sallyport.bench.soak.SoakCommand;
import io.sallyport.bench.start.StartCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code sallyport bench}: the whole packet path over devices in memory, beside the same in C. */
@Command(
        name = "bench",
        description = {
            "Measures the packet path in memory: frames of 60 bytes, of flows at random, with nothing timed but the turns of workers.",
            "Beside each figure stands what the same work takes written in C, over the same tables, in turn with it."
        },
        subcommands = {
            DriversCommand.class,
            StartCommand.class,
            SoakCommand.class,
            FilesCommand.class,
            PiecesCommand.class
        },
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    private static final int MISSING = 3;

    @Option(names = "--quick", description = "Fewer cases, in less than a minute.")
    private boolean quick;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes all figures, the machine and the JVM's flags to FILE.")
    private @Nullable Path json;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draws nanoseconds per packet into FILE.")
    private @Nullable Path svg;

    private Main() {}

    /** Runs the benchmark. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Optional<String> missing = PathBench.missing();
        if (missing.isPresent()) {
            System.err.println("sallyport: " + missing.get());
            return MISSING;
        }
        Map<String, Object> machine = Machine.describe();
        System.out.printf("bench: %s, %s CPUs, JVM %s%n", machine.get("cpu"), machine.get("cpus"), machine.get("jvm"));
        PathReport report = new PathBench(quick, what -> System.out.println("bench: " + what)).run();
        System.out.println();
        System.out.print(report.table());
        System.out.println(report.line());
        if (json != null) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("machine", machine);
            all.putAll(report.figures());
            Files.writeString(
                    json, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
        }
        if (svg != null) {
            Files.writeString(svg, report.plot());
        }
        if (report.allocated() > 0) {
            System.out.println(
                    "bench: " + report.allocated() + " bytes were allocated on the packet path; it must be 0");
            return 1;
        }
        return 0;
    }
}
