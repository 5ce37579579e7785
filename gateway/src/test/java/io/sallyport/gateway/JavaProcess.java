package io.sallyport.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class of the tests in a JVM of its own, for DPDK starts only once in a process. */
final class JavaProcess {
    private static final long PATIENCE_SECONDS = 120;

    private JavaProcess() {}

    /** How a process ended, and what it printed on both outputs. */
    record Result(int exitCode, String output) {}

    /**
     * Runs to the end.
     *
     * @param prefix what to start the JVM with, such as {@code unshare -n}; most often nothing
     */
    static Result run(List<String> prefix, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = command(prefix, main);
        command.addAll(arguments);
        Path output = Path.of("target", main.getSimpleName() + ".log").toAbsolutePath();
        Files.createDirectories(output.getParent());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended) {
                throw new AssertionError("still runs after " + PATIENCE_SECONDS + " s:\n" + printed);
            }
            return new Result(process.exitValue(), printed);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The command that runs a main class in a JVM like this one, without its arguments. */
    static List<String> command(List<String> prefix, Class<?> main) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-Xmx256m",
                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Dsallyport.shim=" + System.getProperty("sallyport.shim"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        return command;
    }
}
