package io.sallyport.verify.conformance;

import io.sallyport.verify.ExitCode;
import io.sallyport.verify.Home;
import io.sallyport.verify.report.Reports;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sallyport verify conformance}. */
@Command(
        name = "./sallyport verify conformance",
        description = "Writes docs/conformance.md from the requirements of the RFCs and the last run of the tests.",
        footer = "Exit codes: 0 every claim is shown, 1 one is not or --check found a difference, 2 wrong use,"
                + " 3 no reports.",
        mixinStandardHelpOptions = true)
public final class ConformanceCommand implements Callable<Integer> {
    private static final String FILE = "docs/conformance.md";

    private final Path home;
    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--check", description = "Write nothing: say whether the file is as it would be written.")
    private boolean check;

    private ConformanceCommand(Path home, PrintStream out, PrintStream err) {
        this.home = home;
        this.out = out;
        this.err = err;
    }

    /** Runs the command. Returns its exit code. */
    public static int run(String[] arguments) {
        return run(arguments, Home.ofProcess(), System.out, System.err);
    }

    static int run(String[] arguments, Path home, PrintStream out, PrintStream err) {
        return ExitCode.of(new CommandLine(new ConformanceCommand(home, out, err)), arguments, out, err);
    }

    @Override
    public Integer call() throws IOException {
        Reports reports = Reports.read(home);
        if (reports.isEmpty()) {
            err.println("sallyport: " + Reports.NONE);
            return ExitCode.MISSING;
        }
        List<Rfc> rfcs = Requirements.all();
        Evidence evidence = new Evidence(reports.results());
        List<String> findings = new ArrayList<>(evidence.findings(rfcs));
        findings.addAll(writeOrCompare(ConformanceDocument.of(rfcs, evidence)));
        findings.forEach(finding -> err.println("sallyport: " + finding));
        reports.notes().forEach(note -> err.println("sallyport: " + note));
        out.println(summary(rfcs, findings));
        return findings.isEmpty() ? ExitCode.GOOD : ExitCode.REFUSED;
    }

    /** Nothing, or that the file differs. */
    private List<String> writeOrCompare(String document) throws IOException {
        Path file = home.resolve(FILE);
        if (!check) {
            Files.createDirectories(home.resolve("docs"));
            Files.writeString(file, document);
            return List.of();
        }
        boolean same = Files.exists(file) && Files.readString(file).equals(document);
        return same
                ? List.of()
                : List.of(FILE + " is not as the last tests make it: type ./sallyport verify conformance");
    }

    private static String summary(List<Rfc> rfcs, List<String> findings) {
        long all = rfcs.stream().mapToLong(rfc -> rfc.requirements().size()).sum();
        return "conformance: " + all + " requirements of " + rfcs.size() + " RFCs; " + findings.size() + " findings";
    }
}
