package io.sallyport.verify.protocol;

import io.sallyport.verify.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code sallyport verify protocol}: every order in which workers can do what they do with each other. */
@Command(
        name = "./sallyport verify protocol",
        description = {
            "Lets the model checker Spin try every order of the steps of three workers that hand packets to each other over full rings,",
            "and of workers and a control thread that publishes and frees snapshots.",
            "Then plants flaws in the models, one at a time, which Spin must find."
        },
        footer = "Exit codes: 0 all as it should be, 1 a finding, 2 wrong use, 3 spin or gcc is not installed.",
        mixinStandardHelpOptions = true)
public final class ProtocolCommand implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;
    private final CommandLine line;

    @Option(names = "--only", paramLabel = "NAME", description = "One search, by its name.")
    private @Nullable String only;

    private long states;
    private int findings;

    private ProtocolCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        this.line = new CommandLine(this);
    }

    /** Runs the command. Returns its exit code. */
    public static int run(String[] arguments) {
        return run(arguments, System.out, System.err);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        return ExitCode.of(new ProtocolCommand(out, err).line, arguments, out, err);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Check> properties = chosen(Check.PROPERTIES);
        List<Check> planted = chosen(Check.PLANTED);
        if (properties.isEmpty() && planted.isEmpty()) {
            throw new ParameterException(line, "--only: found '%s', there is: %s".formatted(only, names()));
        }
        List<String> missing = Spin.missing();
        if (!missing.isEmpty()) {
            err.println("sallyport: not installed: %s; type: %s".formatted(String.join(", ", missing), Spin.INSTALL));
            return ExitCode.MISSING;
        }
        long began = System.nanoTime();
        for (Check check : properties) {
            judge(check);
        }
        for (Check check : planted) {
            judge(check);
        }
        out.printf(
                "protocol: %d properties over %,d states, %d planted flaws and ways, %s, %.0f s%n",
                properties.size(),
                states,
                planted.size(),
                findings == 0 ? "no finding" : findings + " findings",
                since(began));
        return findings == 0 ? ExitCode.GOOD : ExitCode.REFUSED;
    }

    private List<Check> chosen(List<Check> all) {
        return all.stream()
                .filter(check -> only == null || check.name().equals(only))
                .toList();
    }

    private static String names() {
        return String.join(
                ", ",
                Stream.concat(Check.PROPERTIES.stream(), Check.PLANTED.stream())
                        .map(Check::name)
                        .toList());
    }

    private void judge(Check check) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Search search = search(check);
        states += check.isPlanted() ? 0 : search.states();
        boolean good = check.isPlanted() ? search.error() != null : search.error() == null && search.isWhole();
        findings += good ? 0 : 1;
        out.printf(
                "protocol: %-22s %,10d states %6.1f s  %s%n",
                check.name(), search.states(), since(began), verdict(check, search, good));
        out.flush();
    }

    private static String verdict(Check check, Search search, boolean good) {
        if (check.isPlanted()) {
            return "%s: %s".formatted(check.says(), good ? "found, " + search.error() : "FINDING: not found");
        }
        if (search.error() != null) {
            return "FINDING: %s; not so: %s".formatted(search.error(), check.says());
        }
        return good ? check.says() : "FINDING: the search did not reach all states";
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static Search search(Check check) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sallyport-spin");
        try {
            return new Spin(folder).run(check);
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
