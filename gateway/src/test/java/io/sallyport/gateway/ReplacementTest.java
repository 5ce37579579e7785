package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that takes the place of another one: real DPDK, two processes, devices that carry nothing. */
@Tag("C13.5")
@Timeout(300)
final class ReplacementTest {
    private static final String CONFIGURATION = """
            mode: lab
            workers: {count: 2}
            dpdk: {hugepages: "off"}
            interfaces:
              - {port: net_null0, devargs: "net_null0,no-rx=1", role: inside, address: 10.0.0.1/24}
              - {port: net_null1, devargs: "net_null1,no-rx=1", role: outside, address: 198.51.100.2/24}
            nat:
              pools: [{name: public, addresses: [203.0.113.10]}]
              limits: {sessions-per-worker: 1000}
            api: {listen: "off"}
            state: {directory: FOLDER}
            """;

    /** Where the header of a file of sessions has the process id of its gateway. */
    private static final long PROCESS_ID = 60;

    @TempDir
    private Path folder = Path.of("target");

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void preparesWhileTheOtherWorksAndGoesOnWhenItHasEnded() throws Exception {
        Process before = start("before");
        awaitReady(before, "before");

        Process after = start("after", "--replace");
        awaitReady(after, "after");

        assertThat(before.waitFor(1, TimeUnit.MINUTES))
                .as("the gateway before ends")
                .isTrue();
        assertThat(before.exitValue()).isZero();
        assertThat(printed("before.log")).contains("difference=0");
        String asks = "asking process " + before.pid() + " to stop";
        assertThat(printed("after.log"))
                .containsSubsequence("starting DPDK: ", asks, "restored 0 sessions", "ready")
                .containsSubsequence("warmed up with ", asks);
        assertThat(printed("after.log").lines().filter(line -> line.contains("starting DPDK")))
                .as("devices are the other gateway's until it has ended")
                .noneMatch(line -> line.contains("net_null"));
    }

    @Test
    void standsByPreparedAndGoesOnWhenTheOtherIsKilled() throws Exception {
        Process before = start("before");
        awaitReady(before, "before");
        Process after = start("after", "--standby");
        await(after, "after", "standing by: another gateway (process " + before.pid() + ")");
        assertThat(printed("after.log")).contains("warmed up with ", "starting DPDK: ");
        assertThat(before.isAlive()).as("the gateway before works on").isTrue();

        before.destroyForcibly();

        await(after, "after", "\nready: 2 workers");
        assertThat(printed("after.log")).contains("restored 0 sessions", "without a gateway for ");
    }

    @Test
    void startsAtOnceWhereThereIsNoneToStandByFor() throws Exception {
        await(start("alone", "--standby"), "alone", "\nready: 2 workers");

        assertThat(printed("alone.log")).doesNotContain("standing by");
    }

    @Test
    void refusesToStandByWhereNothingTellsThatTheOtherHasEnded() throws Exception {
        Process process =
                startWith(CONFIGURATION.replace("directory: FOLDER", "keep-sessions: false"), "forgetful", "--standby");

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(printed("forgetful.log")).contains("--standby with state.keep-sessions false");
    }

    @Test
    void asksNobodyToStopButTheProcessThatHasTheLock() throws Exception {
        Process before = start("before");
        awaitReady(before, "before");
        Process innocent = new ProcessBuilder("sleep", "600").start();
        started.add(innocent);
        for (String worker : List.of("worker-0", "worker-1")) {
            write(folder.resolve("state").resolve("sessions").resolve(worker), (int) innocent.pid());
        }

        awaitReady(start("after", "--replace"), "after");

        assertThat(innocent.isAlive()).as("a process that the header names").isTrue();
        assertThat(before.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    private static void write(Path file, int process) throws IOException {
        ByteBuffer number = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(number.putInt(process).flip(), PROCESS_ID);
        }
    }

    private Process start(String name, String... options) throws IOException {
        return startWith(CONFIGURATION, name, options);
    }

    private Process startWith(String configuration, String name, String... options) throws IOException {
        Path file = Files.writeString(
                folder.resolve("gateway.yaml"),
                configuration.replace(
                        "FOLDER", folder.resolve("state").toAbsolutePath().toString()));
        List<String> command = JavaProcess.command(List.of(), Main.class);
        command.addAll(List.of("run", "-c", file.toString()));
        command.addAll(Arrays.asList(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        started.add(process);
        return process;
    }

    private void awaitReady(Process process, String name) throws Exception {
        await(process, name, "\nready in ");
    }

    private void await(Process process, String name, String line) throws Exception {
        while (!printed(name + ".log").contains(line)) {
            assertThat(process.waitFor(20, TimeUnit.MILLISECONDS))
                    .as(printed(name + ".log"))
                    .isFalse();
        }
    }

    private String printed(String log) throws IOException {
        return Files.readString(folder.resolve(log), StandardCharsets.UTF_8);
    }
}
