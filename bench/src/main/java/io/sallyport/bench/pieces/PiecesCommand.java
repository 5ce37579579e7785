package io.sallyport.bench.pieces;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sallyport bench pieces}: what each piece of the packet path takes by itself, in JVMs with the flags of this one, which are those of production. */
@Command(
        name = "pieces",
        description = {
            "Measures the pieces of the packet path one by one with JMH: hashes, session look-up, checksums, rings, counters.",
            "Each is hot in the cache and alone, so their sum is less than a packet takes."
        },
        mixinStandardHelpOptions = true)
public final class PiecesCommand implements Callable<Integer> {
    private static final List<Class<?>> PIECES =
            List.of(Hashing.class, Lookups.class, Checksums.class, Rings.class, Counting.class);

    @Option(names = "--quick", description = "One JVM for each and shorter runs: a minute instead of five.")
    private boolean quick;

    @Override
    public Integer call() throws RunnerException {
        StringBuilder table = new StringBuilder();
        List<String> line = new ArrayList<>();
        for (Class<?> piece : PIECES) {
            System.err.println("sallyport: " + piece.getSimpleName());
            for (RunResult result : run(piece)) {
                Row row = Row.of(result);
                table.append(row).append(System.lineSeparator());
                line.add(row.brief());
            }
        }
        System.out.printf(Locale.ROOT, "%-44s %12s %10s%n%s", "piece", "ns each", "+-", table);
        System.out.println("bench pieces: " + String.join(" ", line));
        return 0;
    }

    private Collection<RunResult> run(Class<?> piece) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + piece.getName() + "\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(quick ? 1 : 2)
                .warmupIterations(quick ? 2 : 3)
                .warmupTime(TimeValue.milliseconds(quick ? 300 : 1_000))
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 300 : 1_000))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgsAppend("-XX:CompileCommand=quiet");
        return new Runner(options.build()).run();
    }

    /** One figure. */
    record Row(String name, double nanos, double error) {
        static Row of(RunResult result) {
            String[] path = result.getParams().getBenchmark().split("\\.", -1);
            String parameters = result.getParams().getParamsKeys().stream()
                    .map(key -> " " + result.getParams().getParam(key) + " " + key)
                    .collect(Collectors.joining(","));
            return new Row(
                    path[path.length - 2] + "." + path[path.length - 1] + parameters,
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError());
        }

        /** For the line that scripts read. */
        String brief() {
            return String.format(Locale.ROOT, "%s=%.2f", name.replace(' ', '-'), nanos);
        }

        @Override
        public String toString() {
            String spread = Double.isNaN(error) ? "-" : String.format(Locale.ROOT, "%.2f", error);
            return String.format(Locale.ROOT, "%-44s %12.2f %10s", name, nanos, spread);
        }
    }
}
