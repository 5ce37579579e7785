package io.sallyport.verify.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.report.Outcome;
import io.sallyport.verify.report.TestResult;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EvidenceTest {
    private static final List<Rfc> RFCS = Requirements.parse(List.of(
            "[RFC1] One",
            "RFC1-REQ-1 | MUST | Do so | met | met |",
            "RFC1-REQ-2 | MAY | Do more | n/a | met | In one mode",
            "RFC1-REQ-3 | SHOULD | Do all | not met | not met | No"));

    @Test
    void claimWithoutPassingTestIsAFinding() {
        assertThat(findings(
                        test("aTest#a", Outcome.PASSED, "RFC1-REQ-1"), test("aTest#b", Outcome.SKIPPED, "RFC1-REQ-2")))
                .containsExactly("RFC1-REQ-2 is said to be met, and no passing test is tagged with it");
    }

    @Test
    void whatIsNotSaidToBeMetNeedsNoTest() {
        assertThat(findings(test("aTest#a", Outcome.PASSED, "RFC1-REQ-1", "RFC1-REQ-2")))
                .isEmpty();
    }

    @Test
    void failedTestOfARequirementIsAFinding() {
        assertThat(findings(
                        test("aTest#a", Outcome.PASSED, "RFC1-REQ-1", "RFC1-REQ-2"),
                        test("aTest#b", Outcome.FAILED, "RFC1-REQ-1")))
                .containsExactly("RFC1-REQ-1: aTest#b failed");
    }

    @Test
    void tagWithoutRequirementIsAFinding() {
        assertThat(findings(
                        test("aTest#a", Outcome.PASSED, "RFC1-REQ-1", "RFC1-REQ-2"),
                        test("aTest#b", Outcome.PASSED, "RFC1-REQ-4", "C4.8")))
                .containsExactly("a test is tagged RFC1-REQ-4, and no requirement has this id");
    }

    @Test
    void documentNamesPassingTestsOnlyAndInOrder() {
        String document = document(
                test("bTest#b", Outcome.PASSED, "RFC1-REQ-1"),
                test("aTest#z", Outcome.PASSED, "RFC1-REQ-1"),
                test("aTest#f", Outcome.FAILED, "RFC1-REQ-1"));

        assertThat(document)
                .contains("## RFC 1: One")
                .contains("| RFC1-REQ-1 | MUST | Do so | met | met |  | `aTest#z`<br>`bTest#b` |")
                .contains("| RFC1-REQ-2 | MAY | Do more | n/a | met | In one mode | **no test** |")
                .contains("| RFC1-REQ-3 | SHOULD | Do all | **not met** | **not met** | No |  |");
    }

    @Test
    void documentCountsMustAndShould() {
        assertThat(document()).contains("| RFC 1 | 1 | 1 | 1 | 1 |");
    }

    private static List<String> findings(TestResult... tests) {
        return new Evidence(List.of(tests)).findings(RFCS);
    }

    private static String document(TestResult... tests) {
        return ConformanceDocument.of(RFCS, new Evidence(List.of(tests)));
    }

    private static TestResult test(String name, Outcome outcome, String... tags) {
        return new TestResult("aTest", name, Set.of(tags), outcome);
    }
}
