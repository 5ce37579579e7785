package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code ./sallyport bench drivers}: packets go through a gateway at full speed between two ports without a kernel, and each is checked. */
@Timeout(180)
final class DriversIT {
    @TempDir
    Path folder;

    private final LabLock lock = LabLock.take();

    @Test
    @Tag("C14.5")
    @Tag("C14.7")
    void translatesEveryPacketRightlyAndAccountsForAllUnderFullLoadBothWays() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "gateway and generator need a CPU each");
        JsonNode measured;
        try (lock) {
            measured = bench("memif-10k-both-tcp");
        }
        JsonNode seen = measured.get("seen");
        assertThat(seen.get("opened").asLong()).isEqualTo(10_000);
        assertThat(seen.get("outward_pps").asDouble()).isPositive();
        assertThat(seen.get("inward_pps").asDouble()).isPositive();
        assertThat(seen.get("wrong").asLong()).isZero();
        assertThat(measured.get("ledger_difference").asLong()).isZero();
        // What the gateway took: all that was sent, and an ARP answer or question now and then.
        assertThat(measured.get("received").asLong())
                .isBetween(seen.get("sent").asLong(), seen.get("sent").asLong() + 100);
        assertThat(measured.get("testpmd").get("pps").asDouble()).isPositive();
    }

    private JsonNode bench(String name) throws Exception {
        Path json = folder.resolve("result.json");
        try (Launcher bench = Launcher.start(
                "bench", "drivers", "--case", name, "--warm-up", "1", "--seconds", "1", "--json", json.toString())) {
            String output = String.join("\n", bench.readAll());
            assertThat(bench.exitCode()).as(output).isZero();
            assertThat(output).contains("bench drivers: " + name + "=");
        }
        return new ObjectMapper().readTree(json.toFile()).get(0);
    }
}
