package io.sallyport.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.lab.report.Finding;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class GatewayNumbersTest {
    private static final String GOOD_WORKERS = """
            {"workers": [
              {"id": 0, "counters": {"sessions_created": 3, "snat_packets": 9, "dnat_packets": 8}},
              {"id": 1, "counters": {"sessions_created": 4, "snat_packets": 7, "dnat_packets": 6}}]}""";
    private static final String GOOD_INTERFACES = """
            {"interfaces": [
              {"role": "inside", "workers": [{"worker": 0, "rx_packets": 12}, {"worker": 1, "rx_packets": 4}]},
              {"role": "outside", "workers": [{"worker": 0, "rx_packets": 9}, {"worker": 1, "rx_packets": 5}]}]}""";
    private static final String GOOD_HANDOFF = """
            {"workers": 2, "pairs": [{"from": 0, "to": 1, "enqueued": 5, "dequeued": 5},
                                     {"from": 1, "to": 0, "enqueued": 0, "dequeued": 0}]}""";
    private static final String GOOD_DROPS = """
            {"total": 2, "reasons": [{"label": "ed_filter", "total": 2}, {"label": "no_port", "total": 0}]}""";
    private static final String GOOD_LEDGER = """
            {"received": 30, "generated": 1, "transmitted": 28, "consumed": 1, "dropped": 2, "in_flight": 0, "difference": 0}""";

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, String> answers = new HashMap<>(Map.of(
            "workers",
            GOOD_WORKERS,
            "interfaces",
            GOOD_INTERFACES,
            "handoff",
            GOOD_HANDOFF,
            "drops",
            GOOD_DROPS,
            "ledger",
            GOOD_LEDGER));

    @Test
    void acceptsNumbersThatAddUp() {
        assertThat(new GatewayNumbers(this::answer).afterManyFlows()).allMatch(Finding::held);
    }

    @Test
    @Tag("C13.1")
    void refusesAQueueOnWhichNothingCameIn() {
        assertRefused(
                "interfaces",
                "\"rx_packets\": 5",
                "\"rx_packets\": 0",
                "every queue of every interface brought packets");
    }

    @Test
    @Tag("C8.1")
    void refusesAWorkerThatCreatedNoSession() {
        assertRefused("workers", "\"sessions_created\": 4", "\"sessions_created\": 0", "every worker created sessions");
    }

    @Test
    @Tag("C8.2")
    void refusesAnOwnerThatTranslatedOneWayOnly() {
        assertRefused(
                "workers", "\"dnat_packets\": 6", "\"dnat_packets\": 0", "both directions translated by every owner");
    }

    @Test
    @Tag("C3.11")
    void refusesAnEmptyHandoffMatrix() {
        assertRefused(
                "handoff",
                "\"enqueued\": 5, \"dequeued\": 5",
                "\"enqueued\": 0, \"dequeued\": 0",
                "packets were handed to their owners");
    }

    @Test
    void refusesHandedOffPacketsThatNobodyTook() {
        assertRefused("handoff", "\"dequeued\": 5", "\"dequeued\": 4", "packets were handed to their owners");
    }

    @Test
    @Tag("C9.2")
    void refusesADropWithoutReason() {
        assertRefused("ledger", "\"dropped\": 2", "\"dropped\": 3", "every drop has a reason");
    }

    @Test
    @Tag("C9.3")
    void refusesADroppedPacketOfAnEstablishedFlow() {
        assertRefused(
                "drops",
                "ed_filter",
                "handoff_ring_full_established",
                "no packet of an established flow lost in handoff");
    }

    @Test
    @Tag("C14.7")
    void refusesALedgerThatDoesNotBalance() {
        assertRefused("ledger", "\"difference\": 0", "\"difference\": -1", "the ledger balances");
    }

    @Test
    @Tag("C14.7")
    void refusesALedgerOfNoPacketAndSaysWhy() {
        answers.computeIfPresent("ledger", (what, text) -> text.replaceAll("\\d+", "0"));

        assertThat(new GatewayNumbers(this::answer).afterManyFlows())
                .filteredOn(row -> !row.held() && row.what().equals("the ledger balances"))
                .singleElement()
                .satisfies(row -> assertThat(row.figure()).endsWith("without a packet that shows nothing"));
    }

    @Test
    void refusesAnAnswerWithoutNumbers() {
        answers.replaceAll((what, answer) -> "{}");

        assertThat(new GatewayNumbers(this::answer).afterManyFlows())
                .filteredOn(finding -> !finding.held())
                .extracting(Finding::what)
                .contains(
                        "every queue of every interface brought packets",
                        "every worker created sessions",
                        "the ledger balances");
    }

    private void assertRefused(String answer, String found, String changed, String finding) {
        answers.computeIfPresent(answer, (what, text) -> text.replace(found, changed));

        assertThat(new GatewayNumbers(this::answer).afterManyFlows())
                .filteredOn(row -> !row.held())
                .extracting(Finding::what)
                .containsExactly(finding);
    }

    private JsonNode answer(String what) {
        return mapper.readTree(answers.getOrDefault(what, "{}"));
    }
}
