package io.sallyport.gate.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.lab.report.Finding;
import io.sallyport.verify.boxes.Box;
import io.sallyport.verify.boxes.TestRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JudgeTest {
    private static final List<Box> BOXES = List.of(box("C1.1"), box("C1.2"));
    private static final RowTable ROWS = RowTable.parse(List.of(
            "! = only tests can show it",
            "[first]",
            "C1.1 = names agree",
            "C1.1 = \\d+ pings",
            "? C1.1 = configuration.*",
            "= the log is there"));
    private static final TestWord NO_TESTS = new TestWord(null, "nobody has tested. Type: ./sallyport test");

    @Test
    void passesWhatWasFoundAndHeldAndWhatTestsShow() {
        Judgment judgment = judge(tests(2, List.of(), List.of()), held("names agree"), held("20 pings"));

        assertThat(judgment.boxes().get(0))
                .isEqualTo(
                        new BoxVerdict(BOXES.get(0), Verdict.PASS, Ground.PROBE, "figure", "names agree (and 1 more)"));
        assertThat(judgment.boxes().get(1).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgment.boxes().get(1).ground()).isEqualTo(Ground.TEST);
        assertThat(judgment.boxes().get(1).evidence()).isEqualTo("2 tests passed, such as T#t");
        assertThat(judgment.boxes().get(1).reason()).isEqualTo("by the report of the tests of commit abc");
        assertThat(judgment.word()).isEqualTo("GO");
    }

    @Test
    void failsABoxForAnyRowThatDidNotHold() {
        Judgment judgment =
                judge(tests(2, List.of(), List.of()), held("names agree"), held("20 pings"), failed("7 pings"));

        assertThat(judgment.boxes().get(0))
                .isEqualTo(new BoxVerdict(BOXES.get(0), Verdict.FAIL, Ground.PROBE, "trouble", "7 pings"));
        assertThat(judgment.word()).isEqualTo("NO-GO");
    }

    @Test
    void failsABoxForARowThatIsThereOnlyInTrouble() {
        assertThat(judge(NO_TESTS, held("names agree"), held("20 pings"), failed("configuration: x"))
                        .boxes()
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void leavesABoxUncheckedIfOneOfItsRowsWasNotReached() {
        Judgment judgment = judge(tests(2, List.of(), List.of()), held("names agree"));

        assertThat(judgment.boxes().get(0).verdict()).isEqualTo(Verdict.UNCHECKED);
        assertThat(judgment.boxes().get(0).reason()).contains("did not get to", "first");
        assertThat(judgment.isGo()).isFalse();
    }

    @Test
    void believesAFailedTestBeforeAProbeThatHeld() {
        TestWord word = new TestWord(
                new TestRecord(
                        "abc 1",
                        List.of(),
                        Map.of("C1.1", new TestRecord.OfBox(1, List.of("T#bad"), List.of(), "T#t"))),
                "");

        BoxVerdict verdict =
                judge(word, held("names agree"), held("20 pings")).boxes().getFirst();

        assertThat(verdict.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(verdict.evidence()).isEqualTo("T#bad");
    }

    @Test
    void passesNothingByDefault() {
        assertThat(unprobed(NO_TESTS)).startsWith("UNCHECKED only tests can show it, and nobody has tested");
        assertThat(unprobed(new TestWord(new TestRecord("abc 1", List.of(), Map.of()), "")))
                .isEqualTo("UNCHECKED no probe and no test shows it yet");
        assertThat(unprobed(tests(3, List.of(), List.of("T#skipped")))).startsWith("UNCHECKED skipped");
        assertThat(unprobed(tests(0, List.of(), List.of()))).startsWith("UNCHECKED");
        assertThat(unprobed(tests(3, List.of("T#bad"), List.of()))).startsWith("FAIL");
        assertThat(new Judge(ROWS, List.of(), NO_TESTS).judge(List.of()).isGo()).isFalse();
    }

    @Test
    void takesNoTestsWordForWhatNeitherTestsNorTheLabCanShow() {
        RowTable rows = RowTable.parse(List.of("! C1.2 = it takes a card"));

        BoxVerdict verdict = new Judge(rows, List.of(), tests(2, List.of(), List.of()))
                .judge(BOXES)
                .boxes()
                .get(1);

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNCHECKED);
        assertThat(verdict.reason()).isEqualTo("it takes a card");
    }

    @Test
    void takesWhatWasFoundForABoxThatNoTestCanShow() {
        RowTable rows = RowTable.parse(List.of("! C1.2 = it takes a card", "? C1.2 = traffic through a card"));

        assertThat(cardVerdict(rows, held("traffic through a card")))
                .isEqualTo(
                        new BoxVerdict(BOXES.get(1), Verdict.PASS, Ground.PROBE, "figure", "traffic through a card"));
        assertThat(cardVerdict(rows, failed("traffic through a card")).verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(cardVerdict(rows, held("something else")).verdict()).isEqualTo(Verdict.UNCHECKED);
    }

    private static BoxVerdict cardVerdict(RowTable rows, Finding finding) {
        return new Judge(rows, List.of(finding), tests(2, List.of(), List.of()))
                .judge(BOXES)
                .boxes()
                .get(1);
    }

    @Test
    void saysNoForTroubleThatBelongsToNoBox() {
        Judgment judgment = judge(
                tests(2, List.of(), List.of()),
                held("names agree"),
                held("20 pings"),
                failed("the log is there"),
                failed("something nobody knows"));

        assertThat(judgment.others())
                .extracting(Finding::what)
                .containsExactly("the log is there", "something nobody knows");
        assertThat(judgment.count(Verdict.PASS)).isEqualTo(2);
        assertThat(judgment.word()).isEqualTo("NO-GO");
    }

    private static String unprobed(TestWord word) {
        BoxVerdict verdict =
                judge(word, held("names agree"), held("20 pings")).boxes().get(1);
        return verdict.verdict() + " " + verdict.reason();
    }

    private static Judgment judge(TestWord word, Finding... findings) {
        return new Judge(ROWS, List.of(findings), word).judge(BOXES);
    }

    private static TestWord tests(int passed, List<String> failed, List<String> skipped) {
        return new TestWord(
                new TestRecord(
                        "abc 1", List.of(), Map.of("C1.2", new TestRecord.OfBox(passed, failed, skipped, "T#t"))),
                "");
    }

    private static Finding held(String what) {
        return new Finding(what, true, "figure");
    }

    private static Finding failed(String what) {
        return new Finding(what, false, "trouble");
    }

    private static Box box(String id) {
        return new Box(id, "1 Section", "Text of " + id);
    }
}
