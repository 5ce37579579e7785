package io.sallyport.gate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.gate.verdict.BoxVerdict;
import io.sallyport.gate.verdict.Ground;
import io.sallyport.gate.verdict.Judgment;
import io.sallyport.gate.verdict.Verdict;
import io.sallyport.lab.report.Finding;
import io.sallyport.verify.boxes.Box;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReportTest {
    private static final BoxVerdict PASS = verdict("C1.1", Verdict.PASS, Ground.PROBE, "5 of 5 <b>", "names & more");
    private static final BoxVerdict TESTED = verdict("C1.2", Verdict.PASS, Ground.TEST, "3 tests", "by tests");
    private static final BoxVerdict FAIL = verdict("C2.1", Verdict.FAIL, Ground.PROBE, "x".repeat(500), "traceroute");

    @Test
    void textHasEachBoxTheFiguresAndTheWordLast() {
        assertThat(TextReport.of(account(List.of("2 CPUs"), PASS, TESTED, FAIL)).lines())
                .contains("1 Section", "2 Section")
                .contains("C1.1   PASS      Text of C1.1", "       names & more: 5 of 5 <b>")
                .contains("C1.2   PASS test Text of C1.2")
                .contains("C2.1   FAIL      Text of C2.1")
                .contains("NOT FOR PRODUCTION ON THIS MACHINE", "  2 CPUs")
                .contains(
                        "gate: 3 boxes: 2 PASS (1 by probes, 1 by the report of the tests, 0 by a virtual machine), 1 FAIL, 0 UNCHECKED, 12 s")
                .allSatisfy(line -> assertThat(line.length()).isLessThan(170))
                .last()
                .isEqualTo("NO-GO");
    }

    @Test
    void theWordOnTheSoftwareDoesNotDependOnTheMachine() {
        assertThat(TextReport.of(account(List.of("2 CPUs"), PASS, TESTED)))
                .contains("NOT FOR PRODUCTION")
                .endsWith("\nGO");
        assertThat(TextReport.of(account(List.of(), PASS))).doesNotContain("NOT FOR PRODUCTION");
    }

    @Test
    void jsonHoldsAllOfIt() {
        JsonNode answer = new JsonMapper().readTree(JsonReport.of(account(List.of("2 CPUs"), PASS, FAIL)));

        assertThat(answer.path("verdict").asString()).isEqualTo("NO-GO");
        assertThat(answer.path("failed").asInt()).isEqualTo(1);
        assertThat(answer.path("machine_for_production").asBoolean(true)).isFalse();
        assertThat(answer.path("machine_reasons").path(0).asString()).isEqualTo("2 CPUs");
        assertThat(answer.path("boxes").path(1).path("id").asString()).isEqualTo("C2.1");
        assertThat(answer.path("boxes").path(1).path("evidence").asString()).hasSize(500);
        assertThat(answer.path("boxes").path(0).path("ground").asString()).isEqualTo("probe");
    }

    @Test
    void thePageIsWholeAndEscapesWhatItQuotes() {
        String page = HtmlReport.of(account(List.of("2 CPUs"), PASS, TESTED, FAIL));

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .contains(
                        "NO-GO",
                        "names &amp; more",
                        "5 of 5 &lt;b&gt;",
                        "NOT FOR PRODUCTION ON THIS MACHINE",
                        "PASS test")
                .doesNotContain("5 of 5 <b>", "<script", "http");
        assertThat(page.split("<table>", -1)).hasSameSizeAs(page.split("</table>", -1));
    }

    @Test
    void troubleThatBelongsToNoBoxIsShown() {
        Judgment judgment = new Judgment(List.of(PASS), List.of(new Finding("the gateway runs", false, "it does not")));
        Account account = new Account(judgment, List.of(), "", "", "2026-01-02T03:04:05Z", 1);

        assertThat(TextReport.of(account))
                .contains("the gateway runs: it does not")
                .endsWith("NO-GO");
        assertThat(HtmlReport.of(account)).contains("the gateway runs");
        assertThat(JsonReport.of(account)).contains("the gateway runs");
    }

    private static Account account(List<String> machine, BoxVerdict... boxes) {
        return new Account(new Judgment(List.of(boxes), List.of()), machine, "abc", "", "2026-01-02T03:04:05Z", 12.3);
    }

    private static BoxVerdict verdict(String id, Verdict verdict, Ground ground, String evidence, String reason) {
        return new BoxVerdict(
                new Box(id, id.charAt(1) + " Section", "Text of " + id), verdict, ground, evidence, reason);
    }
}
