package io.sallyport.bench.drivers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Another program, its standard output read line by line and its standard error kept in a file. One thread at a time. */
final class Child implements Running {
    private static final String END = "\0";
    private static final int STOP_SECONDS = 20;
    private static final int TAIL = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        Thread.ofVirtual().start(this::read);
    }

    /**
     * Starts it.
     *
     * @param name what messages call it
     * @param folder where its standard error goes, to a file of that name
     */
    static Child start(String name, Path folder, List<String> command) {
        Path log = folder.resolve(name + ".log");
        try {
            return new Child(
                    name,
                    new ProcessBuilder(command).redirectError(log.toFile()).start(),
                    log);
        } catch (IOException e) {
            throw DriversException.environment("cannot start `%s`: %s".formatted(command.getFirst(), e.getMessage()));
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("its output cannot be read: " + e.getMessage());
        }
        lines.add(END);
    }

    /**
     * Waits for a line.
     *
     * @throws DriversException if the program ends before it, or {@code limit} does
     */
    String await(Predicate<String> wanted, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            String line = next(deadline - System.nanoTime());
            if (line == null) {
                throw failed("did not say what was waited for within %d s".formatted(limit.toSeconds()));
            }
            if (line.equals(END)) {
                throw failed("ended with exit code " + exitCode());
            }
            if (wanted.test(line)) {
                return line;
            }
        }
    }

    private @Nullable String next(long nanos) {
        try {
            return lines.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw DriversException.interrupted();
        }
    }

    private int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw DriversException.interrupted();
        }
    }

    private DriversException failed(String what) {
        return DriversException.failed("%s %s; its log ends:%n%s".formatted(name, what, tail()));
    }

    private String tail() {
        try {
            List<String> all = Files.readAllLines(log);
            return "  " + String.join("\n  ", all.subList(Math.max(0, all.size() - TAIL), all.size()));
        } catch (IOException e) {
            return "  (cannot be read: " + e.getMessage() + ")";
        }
    }

    /** How much of the CPU time that they wanted its threads of that name got. */
    double cpuShare(String threads) {
        return CpuShare.of(process.pid(), threads);
    }

    /** Ends it with SIGTERM and waits; with SIGKILL if that takes more than 20 seconds. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw DriversException.interrupted();
        }
    }
}
