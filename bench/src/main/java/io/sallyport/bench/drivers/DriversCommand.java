package io.sallyport.bench.drivers;

import io.sallyport.bench.process.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sallyport bench drivers}: the gateway over real DPDK ports, beside dpdk-testpmd over the same. */
@Command(
        name = "drivers",
        description = {
            "Runs the gateway, one worker on a CPU of its own, over virtual devices of DPDK. A generator on another CPU sends frames of",
            "60 bytes (in some cases others) as fast as they are taken and checks every one that comes back: addresses, ports, checksums, TTL, order.",
            "Then dpdk-testpmd, which translates nothing, takes the gateway's place."
        },
        footer =
                "Exit codes: 0 good, 1 a packet came back wrong or unaccounted for, 2 wrong use, 3 the machine lacks something.",
        mixinStandardHelpOptions = true)
public final class DriversCommand implements Callable<Integer> {
    private static final int QUICK_SECONDS = 2;
    private static final int MOST_WORKERS = 63;
    private static final int MOST_ROUNDS = 100;

    @Option(names = "--quick", description = "Three cases and 2 seconds of each, in less than a minute.")
    private boolean quick;

    @Option(names = "--case", split = ",", paramLabel = "NAME", description = "These cases only.")
    private List<String> names = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long each case is measured (default 5; --quick: 2).")
    private @Nullable Integer seconds;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds of packets before (default 5; --quick: 2).")
    private @Nullable Integer warmUp;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Workers of the gateway (default ${DEFAULT-VALUE}). They share a CPU where there is not one for each.")
    private int workers = 1;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = {
                "Measures each case so often, the gateway and testpmd in turn, and reports of each the round in which others took",
                "the least of its CPUs (default ${DEFAULT-VALUE})."
            })
    private int rounds = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes everything that was measured there, as JSON.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    /** Made by the command line. */
    public DriversCommand() {}

    @Override
    public Integer call() throws IOException {
        List<DriverCase> cases = cases();
        requireWithin("--seconds", seconds, 1, 3600);
        requireWithin("--warm-up", warmUp, 0, 3600);
        requireWithin("--workers", workers, 1, MOST_WORKERS);
        requireWithin("--rounds", rounds, 1, MOST_ROUNDS);
        try (MachineLock _ = MachineLock.take(MachineLock.FILE);
                Scratch scratch = new Scratch()) {
            return measure(cases, scratch.folder());
        } catch (DriversException trouble) {
            System.err.println("sallyport: " + trouble.getMessage());
            return trouble.exitCode();
        }
    }

    private List<DriverCase> cases() {
        if (names.isEmpty()) {
            return quick ? DriverCase.quick() : DriverCase.all();
        }
        List<DriverCase> chosen = DriverCase.all().stream()
                .filter(one -> names.contains(one.name()))
                .toList();
        if (chosen.size() != names.size()) {
            throw wrong("--case %s: there are %s"
                    .formatted(
                            String.join(",", names),
                            DriverCase.all().stream().map(DriverCase::name).collect(Collectors.joining(", "))));
        }
        return chosen;
    }

    private void requireWithin(String option, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw wrong("%s %d: %d to %d are allowed".formatted(option, value, least, most));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private int measure(List<DriverCase> cases, Path folder) throws IOException {
        Measurement measurement =
                new Measurement(bench(folder), rounds, step -> System.err.println("sallyport: " + step));
        List<Measured> measured = new ArrayList<>();
        for (DriverCase one : cases) {
            measured.add(measurement.run(one));
        }
        Report report = new Report(measured);
        if (measured.stream().anyMatch(one -> !one.hugePages())) {
            System.out.println("Not on huge pages: too few were free.");
        }
        System.out.print(report.table());
        System.out.println(report.line());
        if (json != null) {
            Files.writeString(json, report.json());
        }
        report.findings().forEach(finding -> System.err.println("sallyport: " + finding));
        return report.findings().isEmpty() ? 0 : 1;
    }

    private Bench bench(Path folder) {
        String home = System.getProperty("sallyport.home");
        if (home == null) {
            throw DriversException.environment("started without ./sallyport, which knows where everything is");
        }
        int usual = quick ? QUICK_SECONDS : 5;
        return new Bench(
                Path.of(home),
                folder,
                Cpus.ofThisMachine(workers),
                workers,
                Duration.ofSeconds(warmUp == null ? usual : warmUp),
                Duration.ofSeconds(seconds == null ? usual : seconds));
    }
}
