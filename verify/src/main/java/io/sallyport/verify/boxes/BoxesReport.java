package io.sallyport.verify.boxes;

import io.sallyport.verify.boxes.BoxState.Result;
import io.sallyport.verify.report.Outcome;
import io.sallyport.verify.report.Reports;
import io.sallyport.verify.report.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Boxes and what is wrong with them.
 *
 * @param boxes those that were asked for, in order
 * @param failedTests that carry the id of one of these boxes; of all tests, if all boxes were asked for
 * @param unknownTags that look like the id of a box and are none
 * @param notes why the reports may not tell all
 */
record BoxesReport(List<BoxState> boxes, List<TestResult> failedTests, Set<String> unknownTags, List<String> notes) {
    /** @param sections numbers of the sections to tell of; empty for all */
    static BoxesReport of(List<Box> checklist, Reports reports, Set<Integer> sections) {
        List<BoxState> boxes = checklist.stream()
                .filter(box -> sections.isEmpty() || sections.contains(box.sectionNumber()))
                .map(box -> BoxState.of(box, reports.results()))
                .toList();
        Set<String> asked = boxes.stream().map(state -> state.box().id()).collect(Collectors.toSet());
        List<TestResult> failed = reports.results().stream()
                .filter(test -> test.outcome() == Outcome.FAILED)
                .filter(test -> sections.isEmpty() || test.tags().stream().anyMatch(asked::contains))
                .toList();
        return new BoxesReport(boxes, failed, unknownTags(checklist, reports), reports.notes());
    }

    private static Set<String> unknownTags(List<Box> checklist, Reports reports) {
        Set<String> known = checklist.stream().map(Box::id).collect(Collectors.toSet());
        return reports.results().stream()
                .flatMap(test -> test.tags().stream())
                .filter(tag -> Checklist.ID.matcher(tag).matches() && !known.contains(tag))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    long count(Result result) {
        return boxes.stream().filter(state -> state.result() == result).count();
    }

    /** The boxes of these sections that are not shown by a passing test. */
    List<Box> notShown(Set<Integer> sections) {
        return boxes.stream()
                .filter(state -> sections.contains(state.box().sectionNumber()))
                .filter(state -> state.result() != Result.PASS)
                .map(BoxState::box)
                .toList();
    }

    /** One line of figures. */
    String summary() {
        return "boxes: " + count(Result.PASS) + " of " + boxes.size() + " shown by tests; " + count(Result.FAIL)
                + " failed";
    }

    /** What makes the command end with 1, a line each. */
    List<String> findings(Set<Integer> required) {
        List<String> findings = new ArrayList<>();
        failedTests.forEach(test -> findings.add("failed: " + test.name()));
        unknownTags.forEach(tag -> findings.add("a test is tagged " + tag + ", and no box has this id"));
        notShown(required).forEach(box -> findings.add("required, and not shown: " + box.id() + " " + box.text()));
        return findings;
    }
}
