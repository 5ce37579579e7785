package io.sallyport.gate;

import io.sallyport.gate.report.Account;
import io.sallyport.gate.report.MachineReport;
import io.sallyport.gate.report.TextReport;
import io.sallyport.lab.Progress;
import io.sallyport.lab.machine.Adapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sallyport verify vm}. */
@Command(
        name = "vm",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the gateway in a virtual machine with virtio network cards of four queues that spread by RSS, and tells it the gate's stories.",
            "Where the machine has to be emulated it takes ten minutes to half an hour: it shows what is right, not what is fast."
        },
        footer =
                "Exit codes: 0 all that was tried held, 1 something did not, 2 wrong use, 3 something is missing on this machine.")
final class MachineCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write the report as Markdown, and beside it, as .json, what the gate reads.")
    private @Nullable Path report;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "STORY",
            description = "Only these stories of the gate, such as facts,spread,asymmetry.")
    private Set<String> only = new TreeSet<>();

    @Option(
            names = "--device",
            defaultValue = "virtio",
            paramLabel = "CARD",
            description =
                    "Network cards: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given. Others than virtio get the story spread alone, with as many workers as they bring packets to queues; the gate takes nothing from that.")
    private Adapter device = Adapter.VIRTIO;

    @Option(names = "--jvm", defaultValue = "", paramLabel = "FLAGS", description = "More flags for the gateway's JVM.")
    private String jvm = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Set<String> stories = device == Adapter.VIRTIO ? MachineRun.rows().stories() : Set.of("spread");
        if (!stories.containsAll(only)) {
            throw new ParameterException(
                    spec.commandLine(), "--only %s: there are %s".formatted(String.join(",", only), stories));
        }
        if (report != null && !Files.isWritable(report.toAbsolutePath().resolveSibling("."))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--report %s: its folder is not there, or may not be written to; name a file in one that is"
                            .formatted(report));
        }
        Progress progress = new Progress(System.out);
        MachineRun run = new MachineRun(device, jvm, progress);
        Set<String> told = only.isEmpty() ? stories : only;
        Account account = run.account(told);
        if (device == Adapter.VIRTIO) {
            System.out.println(TextReport.of(account));
        }
        System.out.println(run.table());
        if (report != null) {
            Files.writeString(report, MachineReport.of(account, run.findings(), Sources.ofBuild()));
            run.record(account).write(beside(report));
            progress.say("the report is in " + report);
        }
        if (told.containsAll(Sources.machineRows().stories())) {
            run.record(account).write(Sources.machineRecord());
        }
        progress.print("vm: %s, %.0f s".formatted(run.verdict(), progress.seconds()));
        return run.allHeld() ? 0 : FAILED;
    }

    private static Path beside(Path report) {
        return report.resolveSibling(report.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".json");
    }
}
