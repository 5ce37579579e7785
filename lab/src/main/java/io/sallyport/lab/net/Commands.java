package io.sallyport.lab.net;

import io.sallyport.lab.LabException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Runs other programs to their end, with a time limit. Any thread may call. */
public final class Commands {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Commands() {}

    /**
     * How a program ended.
     *
     * @param status exit status
     * @param output what it printed, both streams
     */
    public record Outcome(int status, String output) {
        /** Whether the exit status is 0. */
        public boolean good() {
            return status == 0;
        }
    }

    /**
     * Runs a command that has to succeed.
     *
     * @return what it printed
     * @throws LabException if its exit status is not 0 or it takes more than 30 seconds
     */
    public static String run(String... command) {
        return runWithInput("", command);
    }

    /** Like {@link #run}, with {@code input} on its standard input. */
    public static String runWithInput(String input, String... command) {
        Outcome outcome = attempt(LIMIT, input, List.of(command));
        if (!outcome.good()) {
            throw LabException.failed("`%s` ended with status %d:%n%s"
                    .formatted(String.join(" ", command), outcome.status(), outcome.output()));
        }
        return outcome.output();
    }

    /** Runs a command that may fail. */
    public static Outcome attempt(Duration limit, String... command) {
        return attempt(limit, "", List.of(command));
    }

    /** Runs a command that may fail, with {@code input} on its standard input. */
    public static Outcome attempt(Duration limit, String input, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            FutureTask<String> output = new FutureTask<>(() -> read(process.getInputStream()));
            Thread.ofVirtual().start(output);
            feed(process, input);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw LabException.failed(
                        "`%s` did not end within %d s".formatted(String.join(" ", command), limit.toSeconds()));
            }
            return new Outcome(process.exitValue(), output.get());
        } catch (IOException e) {
            throw LabException.environment("cannot run `%s`: %s".formatted(command.getFirst(), e.getMessage()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Keeps the interrupt and says so as an exception that ends the lab. */
    public static LabException interrupted() {
        Thread.currentThread().interrupt();
        return LabException.failed("interrupted");
    }

    private static void feed(Process process, String input) throws IOException {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (!input.isEmpty()) {
                throw e;
            }
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
