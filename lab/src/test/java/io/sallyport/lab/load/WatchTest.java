package io.sallyport.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.lab.report.Finding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class WatchTest {
    private static final String LEDGER = """
            {"difference": 0, "in_flight": 7, "workers": [{"worker": 0, "difference": 0}, {"worker": 1, "difference": 0}]}""";
    private static final String COUNTERS = """
            {"total": {"rx_packets": 5, "sessions_created": 3, "sessions_deleted": 1, "sessions_active": 2},
             "workers": [
               {"worker": 0, "counters": {"rx_packets": 2, "sessions_created": 1, "sessions_deleted": 1, "sessions_active": 0}},
               {"worker": 1, "counters": {"rx_packets": 3, "sessions_created": 2, "sessions_deleted": 0, "sessions_active": 2}}]}""";

    private final ObjectMapper mapper = new ObjectMapper();
    private final Watch watch = new Watch(what -> mapper.readTree(what.equals("ledger") ? LEDGER : COUNTERS));

    @Test
    void acceptsAnswersThatAddUp() {
        see(LEDGER, COUNTERS);

        assertThat(watch.findings()).allMatch(Finding::held);
    }

    @Test
    void acceptsNoSilence() {
        assertThat(watch.findings()).noneMatch(Finding::held);
    }

    @Test
    @Tag("C10.10")
    void refusesADifferenceOfOneWorker() {
        see(LEDGER.replace("\"worker\": 1, \"difference\": 0", "\"worker\": 1, \"difference\": 1"), COUNTERS);

        assertRefused("under load every ledger balances");
    }

    @Test
    void doesNotJudgeTheLedgerOfAStarvedWorker() {
        see(LEDGER, COUNTERS);
        see(LEDGER.replace("{\"difference\": 0", "{\"stalled\": [1], \"difference\": 5"), COUNTERS);

        assertThat(watch.findings()).allMatch(Finding::held);
    }

    @Test
    void acceptsNoLedgerOfStarvedWorkersAlone() {
        see(LEDGER.replace("{\"difference\": 0", "{\"stalled\": [1], \"difference\": 5"), COUNTERS);

        assertRefused("under load every ledger balances");
    }

    @Test
    @Tag("C10.9")
    void refusesATotalThatIsNotTheSum() {
        see(LEDGER, COUNTERS.replace("\"rx_packets\": 5", "\"rx_packets\": 6"));

        assertRefused("under load every total is the sum of the workers");
    }

    @Test
    void refusesACounterThatGoesBack() {
        see(LEDGER, COUNTERS);
        see(
                LEDGER,
                COUNTERS.replace("\"rx_packets\": 5", "\"rx_packets\": 4")
                        .replace("\"rx_packets\": 3", "\"rx_packets\": 2"));

        assertRefused("under load every total is the sum of the workers");
    }

    @Test
    @Tag("C10.1")
    void refusesMoreActiveSessionsThanWereCreatedAndNotDeleted() {
        see(LEDGER, COUNTERS.replace("\"sessions_active\": 2}", "\"sessions_active\": 3}"));

        assertRefused("under load every total is the sum of the workers");
    }

    private void assertRefused(String what) {
        assertThat(watch.findings())
                .filteredOn(finding -> !finding.held())
                .extracting(Finding::what)
                .containsExactly(what);
    }

    private void see(String ledger, String counters) {
        watch.ledger(read(ledger));
        watch.counters(read(counters));
    }

    private JsonNode read(String json) {
        return mapper.readTree(json);
    }
}
