package io.sallyport.verify.boxes;

import io.sallyport.verify.ExitCode;
import io.sallyport.verify.Home;
import io.sallyport.verify.report.Reports;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code sallyport verify boxes}. */
@Command(
        name = "./sallyport verify boxes",
        description = "Which boxes of the checklist the last run of the tests has shown.",
        footer = "Exit codes: 0 no test failed, 1 one did or a required box is not shown, 2 wrong use, 3 no reports.",
        mixinStandardHelpOptions = true)
public final class BoxesCommand implements Callable<Integer> {
    private static final int LAST_SECTION = 14;

    private final Path home;
    private final PrintStream out;
    private final PrintStream err;
    private final CommandLine line;

    @Option(names = "--tests", description = "Name the tests of each box.")
    private boolean tests;

    @Option(names = "--json", description = "For scripts.")
    private boolean json;

    @Option(names = "--summary", description = "The one line of figures only.")
    private boolean summary;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Also write what the tests say of each box to FILE, for ./sallyport gate.")
    private @Nullable Path record;

    @Option(names = "--sources", hidden = true, description = "What the launcher calls the sources of the reports.")
    private String sources = "";

    @Option(names = "--sections", split = ",", paramLabel = "N", description = "Only these sections of the checklist.")
    private Set<Integer> sections = new HashSet<>();

    @Option(
            names = "--require",
            split = ",",
            paramLabel = "N",
            description = "Sections of which every box must be shown by a passing test.")
    private Set<Integer> required = new HashSet<>();

    private BoxesCommand(Path home, PrintStream out, PrintStream err) {
        this.home = home;
        this.out = out;
        this.err = err;
        this.line = new CommandLine(this);
    }

    /** Runs the command. Returns its exit code. */
    public static int run(String[] arguments) {
        return run(arguments, Home.ofProcess(), System.out, System.err);
    }

    static int run(String[] arguments, Path home, PrintStream out, PrintStream err) {
        return ExitCode.of(new BoxesCommand(home, out, err).line, arguments, out, err);
    }

    @Override
    public Integer call() throws IOException {
        refuseUnknown("--sections", sections);
        refuseUnknown("--require", required);
        Reports reports = Reports.read(home);
        if (reports.isEmpty()) {
            err.println("sallyport: " + Reports.NONE);
            return ExitCode.MISSING;
        }
        Set<Integer> asked = new HashSet<>(sections);
        if (!sections.isEmpty()) {
            asked.addAll(required);
        }
        BoxesReport report = BoxesReport.of(Checklist.boxes(), reports, asked);
        print(report);
        if (record != null) {
            TestRecord.of(sources, BoxesReport.of(Checklist.boxes(), reports, Set.of()))
                    .write(record);
        }
        return report.findings(required).isEmpty() ? ExitCode.GOOD : ExitCode.REFUSED;
    }

    private void refuseUnknown(String option, Set<Integer> numbers) {
        for (int number : numbers) {
            if (number < 0 || number > LAST_SECTION) {
                throw new ParameterException(
                        line, option + ": found " + number + ", sections are 0 to " + LAST_SECTION);
            }
        }
    }

    private void print(BoxesReport report) {
        if (json) {
            out.println(BoxesJson.of(report, required));
            return;
        }
        if (!summary) {
            out.print(BoxesTable.of(report, tests));
        }
        List<String> findings = report.findings(required);
        findings.forEach(finding -> err.println("sallyport: " + finding));
        report.notes().forEach(note -> err.println("sallyport: " + note));
        out.println(report.summary());
    }
}
