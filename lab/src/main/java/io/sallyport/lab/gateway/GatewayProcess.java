package io.sallyport.lab.gateway;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * {@code ./sallyport run -c FILE} as a process of its own, the same as an operator starts it. One thread at a time.
 *
 * <p>Its output goes to {@link RunFiles}, so that it may outlive us.
 */
public final class GatewayProcess {
    private static final Duration READY_LIMIT = Patience.seconds(60);
    private static final Duration STOP_LIMIT = Patience.seconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Process process;
    private GatewayFiles files;

    private GatewayProcess(Process process, GatewayFiles files) {
        this.process = process;
        this.files = files;
    }

    /**
     * How the gateway ended.
     *
     * @param exitCode its exit code
     * @param took from SIGTERM to the end
     * @param lastLine what it printed last on standard output
     */
    public record Ending(int exitCode, Duration took, String lastLine) {}

    /** Starts it; packets do not flow yet. */
    public static GatewayProcess start(Path configuration, Launch launch) {
        return start(launch.arguments(), configuration, launch.environment(), GatewayFiles.CURRENT);
    }

    /**
     * Starts another, with {@code ./sallyport restart}, which has this one stop and goes on in its place. What this one printed and prints is
     * in {@link GatewayFiles#BEFORE} from now on.
     */
    public GatewayProcess replace(Path configuration) {
        files.moveTo(GatewayFiles.BEFORE);
        files = GatewayFiles.BEFORE;
        return start(List.of("restart"), configuration, Map.of(), GatewayFiles.CURRENT);
    }

    /** Starts another, with {@code ./sallyport standby}, and waits until it is prepared to go on in the place of the one that runs. */
    public static GatewayProcess standBy(Path configuration) {
        GatewayProcess standby = start(List.of("standby"), configuration, Map.of(), GatewayFiles.STANDBY);
        standby.await(standby.files.log(), line -> line.contains("standing by"), "standing by");
        return standby;
    }

    /** From now on this is the gateway of the lab, which stood by. */
    public void takesOver() {
        files.moveTo(GatewayFiles.CURRENT);
        RunFiles.move(files.pid(), GatewayFiles.CURRENT.pid());
        files = GatewayFiles.CURRENT;
    }

    private static GatewayProcess start(
            List<String> how, Path configuration, Map<String, String> environment, GatewayFiles files) {
        // In a session of its own a Ctrl-C at the terminal does not reach it: we end it in order.
        List<String> command = new ArrayList<>(
                List.of("setsid", RunFiles.home().resolve("sallyport").toString()));
        command.addAll(how);
        command.addAll(List.of("-c", configuration.toString()));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(files.output().toFile())
                    .redirectError(files.log().toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            RunFiles.write(files.pid(), process.pid() + "\n");
            return new GatewayProcess(process, files);
        } catch (IOException e) {
            throw LabException.environment(
                    "cannot start `%s`: %s".formatted(String.join(" ", command), e.getMessage()));
        }
    }

    /**
     * Waits until packets flow.
     *
     * @return the line that says so
     * @throws LabException if the gateway ends before that, or takes more than 60 seconds of {@link Patience}
     */
    public String awaitReady() {
        return await(files.output(), line -> line.startsWith("ready"), "ready");
    }

    private String await(Path file, Predicate<String> wanted, String name) {
        long deadline = System.nanoTime() + READY_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            for (String line : RunFiles.lines(file)) {
                if (wanted.test(line)) {
                    return line;
                }
            }
            requireAlive();
            pause();
        }
        throw LabException.failed(
                "the gateway printed no line `%s` within %d s%n%s".formatted(name, READY_LIMIT.toSeconds(), tail()));
    }

    /** Throws a {@link LabException} that shows the end of the log if the gateway is gone. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw LabException.failed("the gateway ended with exit code %d%n%s".formatted(process.exitValue(), tail()));
        }
    }

    /** Process id. */
    public long pid() {
        return process.pid();
    }

    /**
     * Sends SIGTERM and waits for the end.
     *
     * @throws LabException if it is still there after 10 seconds of {@link Patience}; it is killed then
     */
    public Ending stop() {
        long start = System.nanoTime();
        process.destroy();
        return awaitEnd(start, STOP_LIMIT);
    }

    /**
     * Waits for the end that the gateway that is to take this one's place asks it for.
     *
     * @throws LabException if it is still there after 60 seconds of {@link Patience}; it is killed then
     */
    public Ending awaitEnd() {
        return awaitEnd(System.nanoTime(), READY_LIMIT);
    }

    private Ending awaitEnd(long start, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw LabException.failed(
                        "the gateway did not end within %d s%n%s".formatted(limit.toSeconds(), tail()));
            }
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        List<String> lines = RunFiles.lines(files.output());
        return new Ending(process.exitValue(), took, lines.isEmpty() ? "" : lines.getLast());
    }

    /** Ends it with SIGKILL, as a crash would, and waits until it is gone. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }

    /** Last lines of what the gateway printed, for a person. */
    public String tail() {
        return files.tail();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }
}
