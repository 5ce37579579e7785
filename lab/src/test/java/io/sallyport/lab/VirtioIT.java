package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo over the driver that virtual machines have, with another process of DPDK as the hypervisor. */
@Timeout(180)
final class VirtioIT {
    @Test
    @Tag("C13.1")
    void everythingHoldsOnVirtioPortsWithTrafficOnAllQueues() throws Exception {
        try (Launcher demo = Launcher.start("demo", "--ports", "virtio", "--quick")) {
            List<String> lines = demo.readAll();

            String output = String.join("\n", lines);
            Rows rows = Rows.of(lines);
            assertThat(output).contains("4 workers, 2 interfaces");
            assertThat(rows.with("FAILED")).as(output).isEmpty();
            rows.assertHeld("pings of 4,000 bytes, each way in 3 fragments");
            rows.assertHeld("HTTP download of 64 MiB");
            rows.assertHeld("every queue of every interface brought packets");
            rows.assertHeld("the ledger balances");
            assertThat(lines.getLast()).matches("demo: all \\d+ held, \\d+ s");
            assertThat(demo.exitCode()).isZero();
        }
        assertThat(Traces.find()).isEmpty();
    }
}
