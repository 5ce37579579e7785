package io.sallyport.verify.boxes;

import io.sallyport.verify.report.Outcome;
import io.sallyport.verify.report.TestResult;
import java.util.List;

/** A box, and the tests that carry its id as a tag. */
record BoxState(Box box, List<TestResult> tests) {
    /** What the tests say of the box. */
    enum Result {
        /** At least one test, and all of them passed. */
        PASS("PASS"),
        FAIL("FAIL"),
        /** None failed, but one was skipped. */
        SKIPPED("skipped"),
        /** No test carries the id. */
        NONE("none");

        private final String text;

        Result(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static BoxState of(Box box, List<TestResult> all) {
        return new BoxState(
                box, all.stream().filter(test -> test.tags().contains(box.id())).toList());
    }

    Result result() {
        if (tests.isEmpty()) {
            return Result.NONE;
        }
        return switch (worst()) {
            case PASSED -> Result.PASS;
            case SKIPPED -> Result.SKIPPED;
            case FAILED -> Result.FAIL;
        };
    }

    private Outcome worst() {
        return tests.stream().map(TestResult::outcome).max(Outcome::compareTo).orElse(Outcome.PASSED);
    }
}
