package io.sallyport.verify.boxes;

import io.sallyport.verify.report.Outcome;
import io.sallyport.verify.report.TestResult;

/** Boxes as lines of text, section by section. */
final class BoxesTable {
    private static final int WIDTH = 72;

    private BoxesTable() {}

    /** @param withTests whether to name the tests below each box */
    static String of(BoxesReport report, boolean withTests) {
        StringBuilder out = new StringBuilder("%-6s %-72s %5s  %s%n".formatted("box", "what", "tests", "result"));
        String section = "";
        for (BoxState state : report.boxes()) {
            if (!state.box().section().equals(section)) {
                section = state.box().section();
                out.append(section).append('\n');
            }
            out.append("%-6s %-72s %5d  %s%n"
                    .formatted(
                            state.box().id(),
                            firstWords(state.box().text()),
                            state.tests().size(),
                            state.result()));
            if (withTests) {
                state.tests().forEach(test -> out.append(line(test)));
            }
        }
        return out.toString();
    }

    private static String line(TestResult test) {
        return "         " + test.name() + (test.outcome() == Outcome.PASSED ? "" : " " + test.outcome()) + "\n";
    }

    private static String firstWords(String text) {
        if (text.length() <= WIDTH) {
            return text;
        }
        return text.substring(0, text.lastIndexOf(' ', WIDTH - 4)) + " ...";
    }
}
