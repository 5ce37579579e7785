package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} does when a part of it dies; real DPDK, in a process of its own, with devices that need no hardware. */
@Timeout(300)
final class RunCommandTest {
    private static final String CONFIGURATION = """
            mode: lab
            workers: {count: 2}
            dpdk: {hugepages: "off"}
            interfaces:
              - {port: net_ring0, role: inside, address: 10.0.0.1/24}
              - {port: net_ring1, role: outside, address: 198.51.100.2/24}
            nat:
              pools: [{name: public, addresses: [203.0.113.10]}]
              limits: {sessions-per-worker: 1000}
            api: {listen: "off"}
            state: {keep-sessions: false}
            """;

    @TempDir
    private Path folder = Path.of("target");

    @Test
    void aWorkerThatDiesEndsTheGatewayWithExitCodeOneAndALineThatNamesIt() throws Exception {
        JavaProcess.Result result = run("1", "1000");

        assertThat(result.output())
                .containsOnlyOnce("thread worker-1 died, so the gateway stops with exit code 1")
                .contains("java.lang.IllegalStateException: the device caught fire");
        assertThat(result.exitCode()).as(result.output()).isEqualTo(ExitCode.FAILED);
        assertThat(result.output()).as("its last line").containsPattern("(?m)^ledger received=\\d+ ");
    }

    @Test
    void soDoesOneThatDiesInItsFirstTurn() throws Exception {
        JavaProcess.Result result = run("0", "0");

        assertThat(result.output()).containsOnlyOnce("thread worker-0 died, so the gateway stops with exit code 1");
        assertThat(result.exitCode()).as(result.output()).isEqualTo(ExitCode.FAILED);
    }

    private JavaProcess.Result run(String worker, String turns) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), CONFIGURATION);
        return JavaProcess.run(List.of(), DyingGateway.class, List.of("-c", file.toString(), worker, turns));
    }
}
