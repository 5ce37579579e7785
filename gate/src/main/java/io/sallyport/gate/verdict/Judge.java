package io.sallyport.gate.verdict;

import io.sallyport.lab.report.Finding;
import io.sallyport.verify.boxes.Box;
import io.sallyport.verify.boxes.TestRecord;
import java.util.List;
import java.util.Optional;

/**
 * Decides on each box. A finding that did not hold fails its boxes, and so does a failed test. A box with rows passes if each of
 * them was found and held; a box without any takes the tests' word, and one that no test can show
 * that of a run in a virtual machine. All else is unchecked: nothing passes by default.
 */
public final class Judge {
    private final RowTable rows;
    private final List<Finding> findings;
    private final TestWord tests;
    private final MachineWord machine;
    private final RowTable machineRows;

    /** For what was found by the stories of {@code rows}. */
    public Judge(RowTable rows, List<Finding> findings, TestWord tests) {
        this(rows, findings, tests, MachineWord.NONE, RowTable.parse(List.of()));
    }

    /** The same with the word of a run in a virtual machine, whose stories are of {@code machineRows}. */
    public Judge(RowTable rows, List<Finding> findings, TestWord tests, MachineWord machine, RowTable machineRows) {
        this.rows = rows;
        this.findings = List.copyOf(findings);
        this.tests = tests;
        this.machine = machine;
        this.machineRows = machineRows;
    }

    /** The verdicts, in the order of the boxes. */
    public Judgment judge(List<Box> boxes) {
        return new Judgment(
                boxes.stream().map(this::judge).toList(),
                findings.stream()
                        .filter(finding -> !finding.held() && !settlesSomething(finding))
                        .toList());
    }

    private boolean settlesSomething(Finding finding) {
        return rows.rows().stream().anyMatch(row -> !row.boxes().isEmpty() && row.matches(finding));
    }

    BoxVerdict judge(Box box) {
        List<Row> settling = rows.settling(box.id());
        Optional<Finding> wrong = findings.stream()
                .filter(finding -> !finding.held())
                .filter(finding -> settling.stream().anyMatch(row -> row.matches(finding)))
                .findFirst();
        if (wrong.isPresent()) {
            return new BoxVerdict(
                    box,
                    Verdict.FAIL,
                    Ground.PROBE,
                    wrong.get().figure(),
                    wrong.get().what());
        }
        TestRecord.OfBox tested =
                tests.record() == null ? null : tests.record().boxes().get(box.id());
        if (tested != null && !tested.failed().isEmpty()) {
            return new BoxVerdict(
                    box,
                    Verdict.FAIL,
                    Ground.TEST,
                    String.join(", ", tested.failed()),
                    "failed in the last run of the tests");
        }
        String outOfReach = rows.beyond().get(box.id());
        List<Row> wanted = settling.stream()
                .filter(row ->
                        outOfReach == null ? !row.optional() : findings.stream().anyMatch(row::matches))
                .toList();
        if (outOfReach != null && wanted.isEmpty()) {
            BoxVerdict unchecked = BoxVerdict.unchecked(box, outOfReach);
            return machineRows.settling(box.id()).isEmpty() ? unchecked : machine.judge(machineRows, unchecked);
        }
        return wanted.isEmpty() ? byTests(box) : byProbes(box, wanted);
    }

    private BoxVerdict byProbes(Box box, List<Row> wanted) {
        for (Row row : wanted) {
            if (findings.stream().noneMatch(row::matches)) {
                return BoxVerdict.unchecked(
                        box, "the gate did not get to '%s' (%s)".formatted(row.name(), row.story()));
            }
        }
        Finding first =
                findings.stream().filter(wanted.getFirst()::matches).findFirst().orElseThrow();
        String others = wanted.size() == 1 ? "" : " (and %d more)".formatted(wanted.size() - 1);
        return new BoxVerdict(box, Verdict.PASS, Ground.PROBE, first.figure(), first.what() + others);
    }

    private BoxVerdict byTests(Box box) {
        if (tests.record() == null) {
            return BoxVerdict.unchecked(box, rows.unprobed() + ", and " + tests.whyNot());
        }
        TestRecord.OfBox tested = tests.record().boxes().get(box.id());
        if (tested == null) {
            return BoxVerdict.unchecked(box, "no probe and no test shows it yet");
        }
        if (!tested.skipped().isEmpty() || tested.passed() == 0) {
            return BoxVerdict.unchecked(
                    box, "skipped in the last run of the tests: " + String.join(", ", tested.skipped()));
        }
        String evidence = "%d test%s passed, such as %s"
                .formatted(tested.passed(), tested.passed() == 1 ? "" : "s", tested.example());
        return new BoxVerdict(
                box, Verdict.PASS, Ground.TEST, evidence, "by the report of the tests of commit " + tests.commit());
    }
}
