package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo as a person runs it, with less traffic. */
@Timeout(300)
final class DemoIT {
    @Test
    @Tag("C7.10")
    @Tag("C8.2")
    @Tag("C10.10")
    @Tag("C14.1")
    @Tag("C14.2")
    @Tag("C14.3")
    void everythingHoldsOnTapPorts() throws Exception {
        try (Launcher demo = Launcher.start("demo", "--quick")) {
            List<String> lines = demo.readAll();

            String output = String.join("\n", lines);
            Rows rows = Rows.of(lines);
            assertThat(rows.with("FAILED")).as(output).isEmpty();
            assertThat(rows.with("held")).as(output).hasSizeGreaterThanOrEqualTo(19);
            rows.assertHeld("pings of 4,000 bytes, each way in 3 fragments");
            assertThat(lines.getLast()).matches("demo: all \\d+ held, \\d+ s");
            assertThat(demo.exitCode()).isZero();
        }
        assertThat(Traces.find()).isEmpty();
    }
}
