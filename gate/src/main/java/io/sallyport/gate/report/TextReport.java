package io.sallyport.gate.report;

import io.sallyport.gate.verdict.BoxVerdict;
import io.sallyport.gate.verdict.Ground;
import io.sallyport.gate.verdict.Judgment;
import io.sallyport.gate.verdict.Verdict;
import io.sallyport.lab.report.Finding;
import java.util.Locale;

/** The verdicts for a terminal. */
public final class TextReport {
    private static final int WIDTH = 150;

    private TextReport() {}

    /** Every box, what it stands on, and the word at the end. */
    public static String of(Account account) {
        Judgment judgment = account.judgment();
        StringBuilder text = new StringBuilder();
        String section = "";
        for (BoxVerdict verdict : judgment.boxes()) {
            if (!verdict.box().section().equals(section)) {
                section = verdict.box().section();
                text.append('\n').append(section).append('\n');
            }
            text.append(lines(verdict));
        }
        if (!judgment.others().isEmpty()) {
            text.append("\nBeside the boxes\n");
            judgment.others().forEach(finding -> text.append(line(finding)));
        }
        if (!account.machine().isEmpty()) {
            text.append('\n').append(Account.NOT_FOR_PRODUCTION).append('\n');
            account.machine().forEach(reason -> text.append("  ").append(reason).append('\n'));
        }
        return text.append(String.format(
                        Locale.ROOT, "%n%s, %.0f s%n%s", figures(judgment), account.seconds(), judgment.word()))
                .toString();
    }

    /** One line of figures. */
    static String figures(Judgment judgment) {
        return "gate: %d boxes: %d PASS (%d by probes, %d by the report of the tests, %d by a virtual machine), %d FAIL, %d UNCHECKED"
                .formatted(
                        judgment.boxes().size(),
                        judgment.count(Verdict.PASS),
                        judgment.passedBy(Ground.PROBE),
                        judgment.passedBy(Ground.TEST),
                        judgment.passedBy(Ground.MACHINE),
                        judgment.count(Verdict.FAIL),
                        judgment.count(Verdict.UNCHECKED));
    }

    private static String lines(BoxVerdict verdict) {
        String head = String.format(
                Locale.ROOT,
                "%-6s %-9s %s%n",
                verdict.box().id(),
                verdict.word(),
                verdict.box().text());
        String why = verdict.evidence().isEmpty() ? verdict.reason() : verdict.reason() + ": " + verdict.evidence();
        return head + "       " + shortened(why) + System.lineSeparator();
    }

    private static String line(Finding finding) {
        return "       FAIL      %s: %s%n".formatted(finding.what(), shortened(finding.figure()));
    }

    private static String shortened(String text) {
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 4) + " ...";
    }
}
