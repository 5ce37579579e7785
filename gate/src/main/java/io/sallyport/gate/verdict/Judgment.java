package io.sallyport.gate.verdict;

import io.sallyport.lab.report.Finding;
import java.util.List;

/**
 * All verdicts.
 *
 * @param boxes in the order of the checklist
 * @param others findings that did not hold and belong to no box
 */
public record Judgment(List<BoxVerdict> boxes, List<Finding> others) {
    public Judgment {
        boxes = List.copyOf(boxes);
        others = List.copyOf(others);
    }

    /** Whether every box passes and nothing else is wrong. */
    public boolean isGo() {
        return !boxes.isEmpty() && others.isEmpty() && count(Verdict.PASS) == boxes.size();
    }

    /** {@code GO} or {@code NO-GO}. */
    public String word() {
        return isGo() ? "GO" : "NO-GO";
    }

    /** Boxes with a verdict. */
    public long count(Verdict verdict) {
        return boxes.stream().filter(box -> box.verdict() == verdict).count();
    }

    /** Boxes that pass on some ground. */
    public long passedBy(Ground ground) {
        return boxes.stream()
                .filter(box -> box.verdict() == Verdict.PASS && box.ground() == ground)
                .count();
    }
}
