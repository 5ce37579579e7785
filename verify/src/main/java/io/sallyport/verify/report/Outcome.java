package io.sallyport.verify.report;

/** What became of a test, from good to bad: of several runs of one test the worst counts. */
public enum Outcome {
    PASSED,
    /** Left out, or ended by an assumption that did not hold: it shows nothing. */
    SKIPPED,
    /** Failed, or never came to its end. */
    FAILED;

    Outcome worse(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
