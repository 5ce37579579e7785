package io.sallyport.bench.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.packet.Ipv4;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PathReportTest {
    private static PathReport sample() {
        PathReport report = new PathReport();
        report.add(PathCase.udpOut(1), new Contest(50, 40, 1.25, 0));
        report.add(PathCase.udpOut(1_000_000), new Contest(80, 50, 1.6, 16));
        report.add(new PathCase(10_000, Ipv4.TCP, Direction.BOTH, 64), new Contest(70, 50, 1.4, 0));
        report.sessions(400, 200);
        report.workers("4 workers, 75 % handed off", new PathReport.Share(99.5, 1.45));
        return report;
    }

    @Test
    void endsWithALineForScripts() {
        assertThat(sample().line())
                .isEqualTo(
                        "bench: java/c 1=1.25 1M=1.60; ns/packet 1=50.0 1M=80.0; new sessions/s=2500000; bytes/session=119");
    }

    @Test
    void tellsEveryFigureInTheTable() {
        assertThat(sample().table())
                .contains("12.50") // Mpps of 80 ns
                .containsPattern("10k +TCP +both +64 +60 +70.0 +14.29 +50.0 +1.40 +0")
                .contains("new sessions: 400 ns each; expired: 200 ns each")
                .contains("4 workers, 75 % handed off: 99.5 ns/packet, 1.45 times as much as 0 %")
                .contains("= 118.9 bytes; with bounds per host 32.0 more");
    }

    @Test
    void addsUpWhatWasAllocated() {
        assertThat(sample().allocated()).isEqualTo(16);
    }

    @Test
    void hasAllFiguresAsJson() {
        Map<String, Object> figures = sample().figures();

        assertThat((List<?>) figures.get("paths")).hasSize(3);
        assertThat(figures).containsEntry("new_session_ns", 400.0).containsEntry("expired_session_ns", 200.0);
        assertThat((Map<?, ?>) figures.get("bytes_per_session")).hasSize(7);
        assertThat(figures.get("workers_ns")).isEqualTo(Map.of("4 workers, 75 % handed off", 99.5));
        assertThat(figures.get("workers_times")).isEqualTo(Map.of("4 workers, 75 % handed off", 1.45));
    }

    @Test
    void drawsABarForTheWorkerAndOneForTheYardstick() {
        assertThat(sample().plot())
                .startsWith("<svg")
                .contains("1M sessions", ">80.0<", ">50.0<")
                .doesNotContain("10k sessions");
    }

    @Test
    @DisplayName("a session of a million costs at most 128 bytes, ports, timer, indexes and hints included")
    void aSessionIsSmall() {
        assertThat(SessionMemory.of(1 << 20).total()).isBetween(64.0, 128.0);
    }

    @Test
    void theMedianIsTheMiddleOne() {
        assertThat(Contest.median(new double[] {9, 1, 5})).isEqualTo(5);
    }
}
