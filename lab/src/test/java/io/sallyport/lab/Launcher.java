package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sallyport.lab.gateway.RunFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code ./sallyport} as a process, with its output read line by line. */
final class Launcher implements AutoCloseable {
    private static final long END_SECONDS = 30;

    private final Process process;
    private final BufferedReader reader;
    private final List<String> lines = new ArrayList<>();

    private Launcher(Process process) {
        this.process = process;
        this.reader = process.inputReader();
    }

    static Launcher start(String... arguments) throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may make network namespaces");
        List<String> command =
                new ArrayList<>(List.of(RunFiles.home().resolve("sallyport").toString()));
        command.addAll(List.of(arguments));
        return new Launcher(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Reads until a line satisfies {@code wanted}; fails with all output if none does. */
    void readUntil(Predicate<String> wanted) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (wanted.test(line)) {
                return;
            }
        }
        throw new AssertionError("./sallyport ended before the line that was waited for:\n" + String.join("\n", lines));
    }

    /** Reads to the end. */
    List<String> readAll() throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS))
                .as("./sallyport ends")
                .isTrue();
        return process.exitValue();
    }

    void terminate() {
        // Process.destroy() would close the stream that we go on reading.
        process.toHandle().destroy();
    }

    /** Ends it and all processes below it with SIGKILL, as a crash would. */
    void crash() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        reader.close();
    }
}
