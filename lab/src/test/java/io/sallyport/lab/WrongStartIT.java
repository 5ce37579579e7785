package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./sallyport run} where the machine is not as the configuration says: it tells what is wrong and where, ends with
 * the exit code for it, and leaves nothing behind.
 */
@Timeout(120)
final class WrongStartIT {
    private static final int WRONG_CONFIGURATION = 2;
    private static final int ENVIRONMENT = 3;
    /** Workers that the software ports used here have queues for, and one more. */
    private static final int TOO_MANY = 5;
    /** In quotes, so that the launcher reserves no huge pages for it: they would outlive this test. */
    private static final String LAB = "\"lab\"";

    @TempDir
    Path folder;

    /** Keeps labs of other processes away: they would look like something left behind. */
    private final LabLock lock = LabLock.take();

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (lock) {
            assertThat(Traces.find()).isEmpty();
        }
    }

    @Test
    @Tag("C1.1")
    void namesThePortThatDpdkDoesNotHaveAndThoseItHas() throws Exception {
        Path file = configuration(LAB, 4, "{port: \"0000:ff:1f.7\",", freePort());

        assertThat(run(file, WRONG_CONFIGURATION))
                .contains(file + ":5:12: interfaces[1].port: found 0000:ff:1f.7, which DPDK does not have; DPDK has"
                        + " net_tap0 (net_tap)");
    }

    @Test
    @Tag("C0.2")
    void namesThePortThatHasTooFewQueuesForTheWorkers() throws Exception {
        Path file = configuration(LAB, TOO_MANY, "{port: net_tap1,", freePort());

        assertThat(run(file, WRONG_CONFIGURATION))
                .anyMatch(line -> line.startsWith(
                        file + ":2:18: workers.count: found 5 workers, but port net_tap0 (net_tap) can have 4 queues"))
                .anyMatch(line -> line.contains("set at most 4"));
    }

    @Test
    void namesTheApiAddressThatIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Path file = configuration(
                    LAB, 4, "{port: net_tap1, devargs: \"net_tap1,iface=sp-wrong1\",", other.getLocalPort());

            assertThat(run(file, ENVIRONMENT))
                    .anyMatch(line -> line.startsWith("sallyport: cannot listen on 127.0.0.1:%d: the address is in use"
                            .formatted(other.getLocalPort())));
        }
    }

    @Test
    @Tag("C0.4")
    void saysThatProductionNeedsMoreCoresThanThereAre() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        int workers = Math.max(4, cores + 1);
        assumeTrue(workers <= 63, "the most workers there can be have a core each here");
        Path file = configuration("production", workers, "{port: net_tap1,", freePort());

        assertThat(run(file, WRONG_CONFIGURATION))
                .anyMatch(line -> line.startsWith(
                        file + ":2:18: workers.count: found " + workers + " workers, but " + cores + " usable core"))
                .noneMatch(line -> line.contains("starting DPDK"));
    }

    private Path configuration(String mode, int workers, String outside, int apiPort) throws IOException {
        return Files.writeString(folder.resolve("wrong.yaml"), """
                mode: %s
                workers: {count: %d}
                interfaces:
                  - {port: net_tap0, devargs: "net_tap0,iface=sp-wrong0", role: inside, address: 10.0.0.1/24}
                  - %s role: outside, address: 198.51.100.2/24}
                nat:
                  pools: [{name: public, addresses: [203.0.113.10]}]
                  limits: {sessions-per-worker: 1000}
                state: {keep-sessions: false}
                api: {listen: "127.0.0.1:%d"}
                """.formatted(mode, workers, outside, apiPort));
    }

    private static List<String> run(Path file, int exitCode) throws Exception {
        try (Launcher gateway = Launcher.start("run", "-c", file.toString())) {
            List<String> lines = gateway.readAll();
            String all = String.join("\n", lines);
            assertThat(gateway.exitCode()).as(all).isEqualTo(exitCode);
            assertThat(lines).as(all).noneMatch(line -> line.startsWith("ready"));
            assertThat(lines)
                    .as("no stack trace: " + all)
                    .noneMatch(line -> line.stripLeading().startsWith("at ") || line.contains("Exception"));
            return lines;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }
}
