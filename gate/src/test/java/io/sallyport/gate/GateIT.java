package io.sallyport.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sallyport.lab.gateway.RunFiles;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gate as a person runs it, on gateways that are wrong; a whole run of it takes longer than all other tests here together. */
@Timeout(180)
final class GateIT {
    @Test
    void saysNoGoOnOneWorkerAndNamesTheBoxes() throws Exception {
        List<String> lines = gate("one-worker");

        assertThat(lines)
                .anyMatch(line -> line.startsWith("one-worker ") && line.contains(" found ") && line.contains("NO-GO"))
                .last()
                .asString()
                .startsWith("sabotage: 1 of 1 faults found");
    }

    @Test
    void saysNoGoWhereOwnershipIsNotEnforced() throws Exception {
        assertThat(gate("owner-not-asked").getLast()).startsWith("sabotage: 1 of 1 faults found");
    }

    private static List<String> gate(String fault) throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may make network namespaces");
        Process process = new ProcessBuilder(
                        RunFiles.home().resolve("sallyport").toString(), "gate", "--sabotage", fault)
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
