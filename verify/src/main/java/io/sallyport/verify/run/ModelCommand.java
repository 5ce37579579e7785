package io.sallyport.verify.run;

import io.sallyport.verify.ExitCode;
import io.sallyport.verify.run.ModelRun.Bad;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sallyport verify model}: random traffic through the gateway and the model. */
@Command(
        name = "./sallyport verify model",
        description = {
            "Sends random packets through gateways of many configurations in memory and through a model that is written from",
            "docs/translation.md alone, and compares every frame, drop reason, counter, session and ledger.",
            "Stops at the first difference and tells the shortest story of it that it can find."
        },
        footer = "Exit codes: 0 no difference, 1 a difference, 2 wrong use.",
        mixinStandardHelpOptions = true)
public final class ModelCommand implements Callable<Integer> {
    private static final int SHRINK_SECONDS = 60;
    private static final int MOST_THREADS = 64;

    @Option(names = "--packets", paramLabel = "N", description = "Packets in all (default ${DEFAULT-VALUE}).")
    private long packets = 1_000_000;

    @Option(names = "--seed", paramLabel = "S", description = "Repeats a run; drawn and printed if not given.")
    private long seed = System.nanoTime() & 0xffff_ffffL;

    @Option(names = "--threads", paramLabel = "T", description = "Threads, 1 to 64 (default: one per CPU).")
    private int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Where a difference is kept (default ${DEFAULT-VALUE}).")
    private Path directory = Path.of("target", "findings");

    @Option(
            names = "--without",
            paramLabel = "FEATURE",
            split = ",",
            description = "Leaves parts of the gateway out, to find out where a difference comes from.")
    private List<String> without = List.of();

    @Option(names = "--replay", paramLabel = "FILE", description = "Plays a .seed file again instead.")
    private @Nullable Path replay;

    @Spec
    private @Nullable CommandSpec spec;

    private ModelCommand() {}

    /** Runs the command; returns its exit code. */
    public static int run(String[] arguments) {
        return run(arguments, System.out, System.err);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        return ExitCode.of(new CommandLine(new ModelCommand()), arguments, out, err);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (packets < 1) {
            throw wrong("--packets " + packets + ": at least 1 is needed");
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw wrong("--threads " + threads + ": 1 to " + MOST_THREADS + " are allowed");
        }
        Set<Feature> features = features();
        return replay == null ? compare(features) : again(replay);
    }

    private Set<Feature> features() {
        Set<Feature> features = EnumSet.allOf(Feature.class);
        for (String name : without) {
            features.remove(Arrays.stream(Feature.values())
                    .filter(feature -> feature.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong("--without " + name + ": there is " + Feature.labels())));
        }
        return features;
    }

    private int compare(Set<Feature> features) throws IOException, InterruptedException {
        long started = System.nanoTime();
        ModelRun run = new ModelRun(seed, packets, threads, features);
        Bad bad = run.run(sent -> say("model: %,d packets".formatted(sent)));
        if (bad != null) {
            report(bad, features);
        }
        Tally tally = run.tally();
        double seconds = (System.nanoTime() - started) / 1e9;
        say("model: dropped " + tally);
        say("model: %,d packets, %,d left the gateways, %,d episodes, %d threads, %.0f s, %,.0f packets/s, %s, seed=%d"
                .formatted(
                        tally.sent(),
                        tally.left(),
                        run.episodes(),
                        threads,
                        seconds,
                        tally.sent() / seconds,
                        bad == null ? "no difference" : "1 difference",
                        seed));
        return bad == null ? ExitCode.GOOD : ExitCode.REFUSED;
    }

    private void report(Bad bad, Set<Feature> features) throws IOException {
        say("model: DIFFERENCE at packet %,d of episode %d; looking for a shorter story"
                .formatted(bad.packets(), bad.seed()));
        Finding finding = Finding.shrink(bad.seed(), bad.packets(), features, SHRINK_SECONDS);
        say(finding.story().strip());
        Files.createDirectories(directory);
        Path base = directory.resolve(finding.name());
        Files.writeString(Path.of(base + ".seed"), finding.replay().text());
        Pcap.write(Path.of(base + ".pcap"), finding.events());
        say("model: %s.pcap has the frames, and this plays them again: ./sallyport verify model --replay %s.seed"
                .formatted(base, base));
    }

    private int again(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw wrong("--replay " + file + ": there is no such file");
        }
        Replay read;
        try {
            read = Replay.of(Files.readString(file));
        } catch (IllegalArgumentException damaged) {
            throw wrong("--replay " + file + ": " + damaged.getMessage());
        }
        Episode.Outcome outcome = read.play(Watcher.NOBODY);
        say("model: %,d packets of %s: %s"
                .formatted(outcome.packets(), file, outcome.isGood() ? "no difference" : outcome.difference()));
        return outcome.isGood() ? ExitCode.GOOD : ExitCode.REFUSED;
    }

    private ParameterException wrong(String what) {
        return new ParameterException(commandLine(), what);
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command's specification");
        }
        return spec.commandLine();
    }

    private void say(String line) {
        commandLine().getOut().println(line);
        commandLine().getOut().flush();
    }
}
