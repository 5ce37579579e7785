package io.sallyport.gate.verdict;

import io.sallyport.verify.boxes.Box;

/**
 * The verdict on one box.
 *
 * @param evidence figures, in one line; empty if there are none
 * @param reason what was tried, or why nothing is known
 */
public record BoxVerdict(Box box, Verdict verdict, Ground ground, String evidence, String reason) {
    /** The verdict in one word, or two where it stands on something else than a probe. */
    public String word() {
        return switch (verdict == Verdict.PASS ? ground : Ground.PROBE) {
            case TEST -> "PASS test";
            case MACHINE -> "PASS virt";
            case PROBE, NOTHING -> verdict.toString();
        };
    }

    static BoxVerdict unchecked(Box box, String reason) {
        return new BoxVerdict(box, Verdict.UNCHECKED, Ground.NOTHING, "", reason);
    }
}
