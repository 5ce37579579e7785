package io.sallyport.verify.mutant;

import io.sallyport.verify.ExitCode;
import io.sallyport.verify.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sallyport verify mutants}: whether the proofs find faults that were put in on purpose. */
@Command(
        name = "./sallyport verify mutants",
        description = {
            "Puts one fault after the other into a copy of the data plane and has the simulation, or another proof, look for it.",
            "Needs the sources beside the build, as a clone of the repository has them."
        },
        footer = "Exit codes: 0 all were found, 1 one survived, 2 wrong use, 3 something is missing on this machine.",
        mixinStandardHelpOptions = true)
public final class MutantsCommand implements Callable<Integer> {
    @Option(names = "--only", paramLabel = "NAME", description = "One mutant alone.")
    private @Nullable String only;

    @Option(names = "--seeds", paramLabel = "N", description = "Stories or cases for each (default ${DEFAULT-VALUE}).")
    private long seeds = 20_000;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the first story (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "T", description = "Threads (default: one per CPU).")
    private int threads = Math.min(64, Runtime.getRuntime().availableProcessors());

    @Spec
    private @Nullable CommandSpec spec;

    private final Path home;

    private MutantsCommand(Path home) {
        this.home = home;
    }

    /** Runs the command; returns its exit code. */
    public static int run(String[] arguments) {
        return run(arguments, Home.ofProcess(), System.out, System.err);
    }

    static int run(String[] arguments, Path home, PrintStream out, PrintStream err) {
        return ExitCode.of(new CommandLine(new MutantsCommand(home)), arguments, out, err);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> survivors = new ArrayList<>();
        List<Mutant> chosen = chosen();
        for (Mutant mutant : chosen) {
            if (!isFound(mutant)) {
                survivors.add(mutant.name());
            }
        }
        say("mutants: %d of %d found%s"
                .formatted(
                        chosen.size() - survivors.size(),
                        chosen.size(),
                        survivors.isEmpty() ? "" : "; NOT FOUND: " + String.join(", ", survivors)));
        return survivors.isEmpty() ? ExitCode.GOOD : ExitCode.REFUSED;
    }

    private List<Mutant> chosen() {
        List<Mutant> all = Mutant.all();
        List<Mutant> chosen = all.stream()
                .filter(mutant -> only == null || mutant.name().equals(only))
                .toList();
        if (chosen.isEmpty()) {
            List<String> names = all.stream().map(Mutant::name).toList();
            throw new ParameterException(
                    commandLine(), "--only %s: there is no such mutant; there are %s".formatted(only, names));
        }
        return chosen;
    }

    private boolean isFound(Mutant mutant) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sallyport-mutant");
        try {
            long begun = System.nanoTime();
            Trial.Outcome outcome = Trial.run(
                    mutant.proof(), Specimen.compile(mutant, "dataplane", home, folder), seed, seeds, threads);
            double seconds = (System.nanoTime() - begun) / 1e9;
            say("%-26s %s, %.0f s: %s"
                    .formatted(
                            mutant.name(),
                            outcome.caught()
                                    ? "found by seed %d of %s".formatted(outcome.seed(), mutant.proof())
                                    : "SURVIVED",
                            seconds,
                            outcome.finding()));
            return outcome.caught();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(MutantsCommand::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandLine commandLine() {
        return spec == null ? new CommandLine(this) : spec.commandLine();
    }

    private void say(String line) {
        commandLine().getOut().println(line);
        commandLine().getOut().flush();
    }
}
