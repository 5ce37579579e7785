package io.sallyport.bench.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private final Report report =
            new Report(List.of(Samples.measured(Samples.seen(10, 0, 2), -3, Map.of("no_port", 1L)), Samples.alone()));

    @Test
    void hasARowForEachCase() {
        assertThat(report.table().lines().toList())
                .satisfiesExactly(
                        heading -> assertThat(heading).startsWith("case"),
                        row -> assertThat(row.split(" +"))
                                .containsExactly(
                                        "memif-10",
                                        "2.00",
                                        "4.00",
                                        "0.50",
                                        "383,461",
                                        "2",
                                        "0",
                                        "-3",
                                        "0.99",
                                        "1.00",
                                        "0.90",
                                        "0.50"),
                        row -> assertThat(row.split(" +"))
                                .containsExactly(
                                        "null", "20.00", "40.00", "0.50", "-", "-", "-", "0", "1.00", "1.00", "1.00",
                                        "1.00"));
    }

    @Test
    void closesWithOneLineForScripts() {
        assertThat(report.line()).isEqualTo("bench drivers: memif-10=2.00/4.00 null=20.00/40.00 wrong=2 ledger=3");
    }

    @Test
    void writesAllOfItAsJson() {
        assertThat(report.json()).contains("\"name\" : \"memif-10\"", "\"wrong_checksum\" : 2", "\"no_port\" : 1");
    }

    @Test
    void collectsTheFindingsOfAllCases() {
        assertThat(report.findings()).hasSize(2);
    }
}
