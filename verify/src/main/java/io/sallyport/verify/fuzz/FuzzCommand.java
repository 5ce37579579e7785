package io.sallyport.verify.fuzz;

import io.sallyport.dpdk.memory.Memory;
import io.sallyport.dpdk.memory.Regions;
import io.sallyport.dpdk.memory.TableMemory;
import io.sallyport.verify.ExitCode;
import io.sallyport.verify.check.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sallyport verify fuzz}: broken, bent and good frames through real workers with every memory access checked. */
@Command(
        name = "./sallyport verify fuzz",
        description = {
            "Sends frames of every kind, good, bent and broken, through gateways in memory whose every memory access is checked.",
            "A frame that makes a gateway do something new is kept and bent further.",
            "Stops at the first finding and writes the frames that lead to it, as few as it can."
        },
        footer = "Exit codes: 0 no finding, 1 a finding, 2 wrong use, 3 the machine lacks something.",
        mixinStandardHelpOptions = true)
public final class FuzzCommand implements Callable<Integer> {
    private static final long SHRINK_NANOS = 60_000_000_000L;

    @Option(names = "--frames", paramLabel = "N", description = "Frames in all (default ${DEFAULT-VALUE}).")
    private long frames = 10_000_000;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description =
                    "What all else follows from, with the same --frames and --threads; drawn and printed if not given.")
    private @Nullable Long seed;

    @Option(names = "--threads", paramLabel = "T", description = "Threads, 1 to 64 (default: one per CPU).")
    private int threads = Math.min(64, Runtime.getRuntime().availableProcessors());

    @Option(names = "--dir", paramLabel = "DIR", description = "Where a finding is written (default ${DEFAULT-VALUE}).")
    private Path directory = Path.of(".");

    @Option(names = "--replay", paramLabel = "FILE", description = "Do the steps of a .seed file again instead.")
    private @Nullable Path replay;

    @Spec
    private @Nullable CommandSpec spec;

    private FuzzCommand() {}

    /** Runs the command; returns its exit code. */
    public static int run(String[] arguments) {
        return run(arguments, System.out, System.err);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        ClassLoader.getSystemClassLoader()
                .setDefaultAssertionStatus(true); // for what is not loaded yet: all of the data plane
        return ExitCode.of(new CommandLine(new FuzzCommand()), arguments, out, err);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (frames < 1) {
            throw wrong("--frames " + frames + ": at least 1 is needed");
        }
        if (threads < 1 || threads > 64) {
            throw wrong("--threads " + threads + ": 1 to 64 are allowed");
        }
        if (!isChecked()) {
            out().println("fuzz: memory accesses are not checked, so a finding would crash or go unseen;"
                    + " start Java with -ea (SALLYPORT_JVM=-ea ./sallyport verify fuzz)");
            return ExitCode.MISSING;
        }
        return replay == null ? fuzz() : again(replay);
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private ParameterException wrong(String what) {
        return new ParameterException(commandLine(), what);
    }

    private CommandLine commandLine() {
        return spec == null ? new CommandLine(this) : spec.commandLine();
    }

    /** Touches memory that may be touched but is not registered: with assertions on that is refused. */
    private static boolean isChecked() {
        try (TableMemory memory = TableMemory.allocate(64)) {
            Regions.remove(memory.address());
            Memory.getByte(memory.address());
            return false;
        } catch (IndexOutOfBoundsException refused) {
            return true;
        }
    }

    private int fuzz() throws IOException, InterruptedException {
        long from = seed == null ? new SplittableRandom().nextLong() >>> 16 : seed;
        Fuzzer fuzzer = new Fuzzer(frames, from, threads);
        Fuzzer.Failure failure = fuzzer.run(line -> say("fuzz: " + line));
        if (failure != null) {
            found(failure, from);
        }
        say("fuzz: %s, %s, seed=%d".formatted(fuzzer.summary(), failure == null ? "no finding" : "1 finding", from));
        return failure == null ? ExitCode.GOOD : ExitCode.REFUSED;
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }

    private void found(Fuzzer.Failure failure, long from) throws IOException {
        Setup setup = failure.share().setup();
        Journal whole = failure.share().journal();
        say("fuzz: FINDING after %,d steps of a gateway: %s"
                .formatted(whole.size(), failure.finding().getMessage()));
        say("fuzz: looking for fewer steps that lead to it");
        Journal few = new Shrinker(
                        steps -> Shrinker.replay(setup, steps),
                        failure.finding().kind(),
                        SHRINK_NANOS)
                .shrink(whole);
        Finding last = Shrinker.replay(setup, few);
        var lines = new ArrayList<String>();
        lines.add("./sallyport verify fuzz --frames %d --seed %d --threads %d".formatted(frames, from, threads));
        lines.add(setup.describe());
        lines.add(stack(last == null ? failure.finding() : last));
        if (last == null) {
            lines.add("Doing the steps again does not lead to it.");
        }
        Path base = CaseFile.write(directory, from, lines, setup, few);
        lines.forEach(this::say);
        say(
                "fuzz: %,d steps are left; %s.pcap has the frames, and this does it again: ./sallyport verify fuzz --replay %s.seed"
                        .formatted(few.size(), base, base));
    }

    private int again(Path file) throws IOException {
        CaseFile.Case read;
        try {
            read = CaseFile.read(file);
        } catch (NoSuchFileException none) {
            throw wrong(file + " does not exist");
        } catch (IllegalArgumentException none) {
            throw wrong(String.valueOf(none.getMessage()));
        }
        Finding finding = Shrinker.replay(read.setup(), read.journal());
        if (finding != null) {
            say(stack(finding));
        }
        say("fuzz: %,d steps of %s: %s"
                .formatted(read.journal().size(), file, finding == null ? "no finding" : "1 finding"));
        return finding == null ? ExitCode.GOOD : ExitCode.REFUSED;
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }
}
