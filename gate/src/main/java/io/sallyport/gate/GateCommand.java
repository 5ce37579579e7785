package io.sallyport.gate;

import io.sallyport.gate.doctor.Doctor;
import io.sallyport.gate.doctor.Tree;
import io.sallyport.gate.hosts.HostRun;
import io.sallyport.gate.report.Account;
import io.sallyport.gate.report.HtmlReport;
import io.sallyport.gate.report.JsonReport;
import io.sallyport.gate.report.TextReport;
import io.sallyport.gate.sabotage.Fault;
import io.sallyport.gate.verdict.Judge;
import io.sallyport.gate.verdict.Judgment;
import io.sallyport.gate.verdict.MachineWord;
import io.sallyport.gate.verdict.RowTable;
import io.sallyport.gate.verdict.TestWord;
import io.sallyport.lab.Progress;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.report.Finding;
import io.sallyport.verify.boxes.Checklist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sallyport gate}. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = {
            "Tries every box of the checklist on a running gateway, in a lab on this machine, and says GO or NO-GO.",
            "What only tests can show it takes from the last ./sallyport test, if that was of the same sources."
        },
        footer = "Exit codes: 0 GO, 1 NO-GO, 2 wrong use, 3 something is missing on this machine.")
final class GateCommand implements Callable<Integer> {
    private static final int GO = 0;
    private static final int NO_GO = 1;
    private static final int WORKERS = 4;
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(30);

    @Option(names = "--json", description = "The report as JSON on standard output; progress goes to standard error.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write the report as a page.")
    private @Nullable Path html;

    @Option(
            names = "--sabotage",
            arity = "0..1",
            paramLabel = "FAULT",
            fallbackValue = "",
            description =
                    "Instead, test the gate: plant one fault after the other, or this one, and see whether the gate names the right box.")
    private @Nullable String sabotage;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Instead of the lab, try a gateway with this configuration on its own interfaces, between two hosts.")
    private @Nullable Path config;

    @Option(
            names = "--inside",
            paramLabel = "PREFIX",
            description =
                    "With --config: words that run what follows them on a host inside, such as 'ip netns exec NAME' or 'ssh root@HOST'.")
    private String inside = "";

    @Option(names = "--outside", paramLabel = "PREFIX", description = "The same for a host outside.")
    private String outside = "";

    @Override
    public Integer call() throws IOException {
        Progress progress = new Progress(json ? System.err : System.out);
        requireConsistent();
        if (sabotage != null) {
            return new Sabotage(progress).run(faults(sabotage)) ? GO : NO_GO;
        }
        requireWritable();
        Account account = config == null ? run(progress) : run(config, progress);
        if (html != null) {
            Files.writeString(html, HtmlReport.of(account));
            progress.say("the report is in " + html);
        }
        System.out.println(json ? JsonReport.of(account) : TextReport.of(account));
        return account.judgment().isGo() ? GO : NO_GO;
    }

    /** Before anything is tried: afterwards it would be a pity. */
    private void requireWritable() {
        if (html != null && !Files.isWritable(html.toAbsolutePath().resolveSibling("."))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--html %s: its folder is not there, or may not be written to; name a file in one that is"
                            .formatted(html));
        }
    }

    private void requireConsistent() {
        boolean hosts = !inside.isBlank() && !outside.isBlank();
        if (config == null ? !(inside + outside).isBlank() : !hosts || sabotage != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--config FILE, --inside PREFIX and --outside PREFIX go together, without --sabotage; found --config %s --inside '%s' --outside '%s'"
                            .formatted(config == null ? "(none)" : config, inside, outside));
        }
    }

    private List<Fault> faults(String name) {
        List<Fault> all = Fault.all();
        List<Fault> chosen = all.stream()
                .filter(fault -> name.isEmpty() || fault.name().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--sabotage %s: there is no such fault; there are %s"
                            .formatted(name, all.stream().map(Fault::name).toList()));
        }
        return chosen;
    }

    private static Account run(Progress progress) {
        RowTable rows = Sources.rows();
        GateRun run = new GateRun(Setup.usual(), progress);
        List<Finding> findings = run.tell(rows.stories());
        List<String> machine = new Doctor(Tree.ofMachine())
                .reasonsAgainst(WORKERS, run.hadHugepages(), "tap ports of the kernel", run.remote());
        return account(rows, findings, machine, Sources.machineWord(), progress);
    }

    private Account run(Path file, Progress progress) throws IOException {
        Commands.Outcome check = Commands.attempt(
                CHECK_LIMIT, RunFiles.home().resolve("sallyport").toString(), "check", "-c", file.toString());
        if (!check.good()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--config %s: `./sallyport check` says: %s"
                            .formatted(file, check.output().strip()));
        }
        HostRun run = new HostRun(progress);
        List<Finding> findings = run.tell(Files.readString(file), inside, outside);
        String devices = run.virtualDrivers().isEmpty() ? "" : "devices of " + run.virtualDrivers();
        List<String> machine =
                new Doctor(Tree.ofMachine()).reasonsAgainst(run.workers(), run.hadHugepages(), devices, run.remote());
        return account(Sources.ownRows(), findings, machine, MachineWord.NONE, progress);
    }

    private static Account account(
            RowTable rows, List<Finding> findings, List<String> machine, MachineWord elsewhere, Progress progress) {
        TestWord tests = Sources.testWord();
        Judgment judgment = new Judge(rows, findings, tests, elsewhere, Sources.machineRows()).judge(Checklist.boxes());
        String build = Sources.ofBuild();
        return new Account(
                judgment,
                machine,
                build.split(" ", 2)[0],
                tests.whyNot(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                progress.seconds());
    }
}
