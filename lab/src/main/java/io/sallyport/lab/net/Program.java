package io.sallyport.lab.net;

import io.sallyport.lab.LabException;
import io.sallyport.lab.traffic.Outcome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A Java program of our own that runs in a namespace, as the lab sees it. One thread at a time. */
public final class Program implements AutoCloseable {
    private static final String END_OF_OUTPUT = "\0";
    private static final List<String> QUICK_START = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-Xmx96m",
            "--enable-native-access=ALL-UNNAMED");

    private static final List<String> STEADY =
            List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx128m", "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final String name;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private Program(Process process, String name) {
        this.process = process;
        this.name = name;
    }

    /** Starts a program whose output we read. */
    public static Program start(Namespace where, Class<?> main, String... arguments) {
        return start(builder(where, QUICK_START, main, arguments), main);
    }

    /** Like {@link #start}, for one that has much to compute. */
    public static Program startBusy(Namespace where, Class<?> main, String... arguments) {
        return start(builder(where, STEADY, main, arguments), main);
    }

    /** Like {@link #startBusy}, ahead of everybody else on this machine's CPUs, as if it were on another machine. */
    public static Program startFirst(Namespace where, Class<?> main, String... arguments) {
        ProcessBuilder builder = builder(where, STEADY, main, arguments);
        builder.command().addAll(0, List.of("chrt", "--fifo", "1"));
        return start(builder, main);
    }

    private static Program start(ProcessBuilder builder, Class<?> main) {
        Program program = new Program(launch(builder.redirectErrorStream(true)), main.getSimpleName());
        Thread.ofPlatform().daemon().name("read-" + program.name).start(program::read);
        return program;
    }

    /** Starts a program that may outlive us: its output goes to a file. */
    public static Process startDetached(Namespace where, File log, Class<?> main, String... arguments) {
        return launch(builder(where, STEADY, main, arguments)
                .redirectErrorStream(true)
                .redirectOutput(log));
    }

    /** Waits for a line. */
    public void awaitLine(String line, Duration limit) {
        await(line::equals, limit);
    }

    /** Waits for the result, the program's last line. */
    public Outcome awaitOutcome(Duration limit) {
        return Outcome.parse(await(Outcome::is, limit));
    }

    /** Sends an empty line to the program. */
    public void nudge() {
        tell("");
    }

    /** Sends a line to the program. */
    public void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw LabException.failed("%s has ended: %s".formatted(name, e));
        }
    }

    /** What it printed so far and that was waited through, for a person. */
    public String output() {
        return String.join("\n  ", seen);
    }

    /** The first line that it printed and that was waited through: of several complaints the first tells most. */
    public String firstLine() {
        return seen.isEmpty() ? "" : seen.getFirst();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String await(Predicate<String> wanted, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            String line = next(deadline);
            if (line == null || line.equals(END_OF_OUTPUT)) {
                String how = line == null ? "said nothing for %d s".formatted(limit.toSeconds()) : "ended early";
                throw LabException.failed("%s %s%n  %s".formatted(name, how, output()));
            }
            seen.add(line);
            if (wanted.test(line)) {
                return line;
            }
        }
    }

    private @Nullable String next(long deadline) {
        try {
            return lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("cannot read on: " + e);
        }
        lines.add(END_OF_OUTPUT);
    }

    private static ProcessBuilder builder(Namespace where, List<String> flags, Class<?> main, String... arguments) {
        List<String> java = new ArrayList<>(List.of("setsid", System.getProperty("java.home") + "/bin/java"));
        java.addAll(flags);
        java.add(Patience.flag());
        java.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        java.addAll(List.of(arguments));
        return new ProcessBuilder(where.inside(java));
    }

    private static Process launch(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw LabException.environment(
                    "cannot run `%s`: %s".formatted(builder.command().getFirst(), e.getMessage()));
        }
    }
}
