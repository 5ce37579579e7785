package io.sallyport.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.gateway.http.ApiClient.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class MetricsTest {
    private static final Pattern TYPE = Pattern.compile("# TYPE (sallyport_[a-z_]+) (counter|gauge|histogram)");
    private static final Pattern SAMPLE = Pattern.compile(
            "(?<series>(?<family>sallyport_[a-z_]+?)(?<part>_bucket|_sum|_count)?(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*\\})?)"
                    + " -?[0-9]+(\\.[0-9]+)?");

    private final List<String> lines = Metrics.text(new SampleGateway()).lines().toList();

    @Test
    void isServedAsPrometheusText() throws Exception {
        try (ApiClient client = new ApiClient(new SampleGateway())) {
            Response response = client.get("/metrics");

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.contentType()).contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(response.body().lines().toList()).isEqualTo(lines);
        }
    }

    @Test
    @Tag("C10.8")
    void hasEachWorkersCounters() {
        assertThat(lines)
                .containsSubsequence(
                        "# HELP sallyport_rx_packets_total packets received from devices",
                        "# TYPE sallyport_rx_packets_total counter",
                        "sallyport_rx_packets_total{worker=\"0\"} 1000200",
                        "sallyport_rx_packets_total{worker=\"1\"} 300")
                .containsSubsequence(
                        "# TYPE sallyport_sessions_active gauge",
                        "sallyport_sessions_active{worker=\"0\"} 12",
                        "sallyport_sessions_active{worker=\"1\"} 3");
    }

    @Test
    void hasTheTimeFromTurnToTurnAsAHistogramInSeconds() {
        assertThat(lines)
                .containsSubsequence(
                        "# TYPE sallyport_turn_gap_seconds histogram",
                        "sallyport_turn_gap_seconds_bucket{worker=\"0\",le=\"0.000008191\"} 3900000",
                        "sallyport_turn_gap_seconds_bucket{worker=\"0\",le=\"0.001048575\"} 4000000",
                        "sallyport_turn_gap_seconds_bucket{worker=\"0\",le=\"+Inf\"} 4000000",
                        "sallyport_turn_gap_seconds_sum{worker=\"0\"} 4.5000005",
                        "sallyport_turn_gap_seconds_count{worker=\"0\"} 4000000",
                        "sallyport_turn_gap_seconds_count{worker=\"1\"} 0",
                        "sallyport_turn_gap_longest_microseconds{worker=\"0\"} 813");
    }

    @Test
    void hasThePausesOfTheJvmByCause() {
        assertThat(lines)
                .contains(
                        "sallyport_jvm_pauses_total{cause=\"ZMarkStartYoung\"} 2",
                        "sallyport_jvm_pause_microseconds_total{cause=\"ZMarkStartYoung\"} 181",
                        "sallyport_jvm_pause_longest_microseconds{cause=\"ThreadDump\"} 30");
    }

    @Test
    @Tag("C10.7")
    void hasDropsHandoffsLedgerDevicesAndPools() {
        assertThat(lines)
                .contains(
                        "sallyport_drops_total{worker=\"0\",reason=\"no_session\"} 49",
                        "sallyport_drops_total{worker=\"1\",reason=\"ttl_expired\"} 0",
                        "sallyport_handoff_pair_enqueued_total{from=\"0\",to=\"1\"} 1500",
                        "sallyport_handoff_pair_dropped_total{from=\"0\",to=\"1\",reason=\"handoff_ring_full_new\"} 3",
                        "sallyport_handoff_pair_depth{from=\"0\",to=\"1\"} 1",
                        "sallyport_ledger_difference 0",
                        "sallyport_interface_not_taken{interface=\"net_af_packet0\"} 5",
                        "sallyport_interface_not_sent{interface=\"0000:3b:00.1\"} 1",
                        "sallyport_interface_rx_packets_total{interface=\"net_af_packet0\",role=\"inside\",worker=\"1\"} 200",
                        "sallyport_interface_handed_off_total{interface=\"net_af_packet0\",role=\"inside\",worker=\"0\"} 450000",
                        "sallyport_device_imissed_total{interface=\"net_af_packet0\",role=\"inside\"} 7",
                        "sallyport_interface_up{interface=\"0000:3b:00.1\",role=\"outside\"} 0",
                        "sallyport_pool_ports_in_use{pool=\"public\",address=\"203.0.113.10\",protocol=\"udp\"} 64512",
                        "sallyport_ready 1");
    }

    @Test
    void everyLineIsWellFormedAndEveryFamilyAndSampleComesOnce() {
        Set<String> families = new HashSet<>();
        Set<String> samples = new HashSet<>();
        for (String line : lines) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                assertThat(families.add(type.group(1))).as(line).isTrue();
            } else if (!line.startsWith("# HELP ")) {
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(families).contains(sample.group("family"));
                assertThat(samples.add(sample.group("series"))).as(line).isTrue();
            }
        }
        assertThat(families).hasSizeGreaterThan(40);
    }

    @Test
    void escapesWhatWouldEndALabelOrALine() {
        String text = new MetricsText()
                .gauge("odd", "two\nlines \\ one")
                .sample(-1, "name", "a\"b\\c\nd")
                .toString();

        assertThat(text).isEqualTo("""
                # HELP sallyport_odd two\\nlines \\\\ one
                # TYPE sallyport_odd gauge
                sallyport_odd{name="a\\"b\\\\c\\nd"} -1
                """);
    }
}
