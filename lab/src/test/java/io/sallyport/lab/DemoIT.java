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
            assertThat(rows(lines, "FAILED")).as(output).isEmpty();
            assertThat(rows(lines, "held")).as(output).hasSizeGreaterThanOrEqualTo(18);
            assertThat(lines.getLast()).matches("demo: all \\d+ held, \\d+ s");
            assertThat(demo.exitCode()).isZero();
        }
        assertThat(Traces.find()).isEmpty();
    }

    /** Rows of the closing table; the lines of progress begin with the seconds. */
    private static List<String> rows(List<String> lines, String verdict) {
        int table = lines.stream()
                .filter(line -> line.startsWith("what "))
                .findFirst()
                .map(lines::indexOf)
                .orElse(lines.size());
        return lines.subList(table, lines.size()).stream()
                .filter(line -> line.contains("  " + verdict + " "))
                .toList();
    }
}
