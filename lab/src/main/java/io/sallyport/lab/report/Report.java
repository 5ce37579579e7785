package io.sallyport.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found, in order, and the table of it. One thread. */
public final class Report {
    private final List<Finding> findings = new ArrayList<>();

    /** Makes an empty one. */
    public Report() {}

    /** Adds a row. */
    public void add(Finding finding) {
        findings.add(finding);
    }

    /** All rows, in order. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Whether there is a row, and all held. */
    public boolean allHeld() {
        return !findings.isEmpty() && findings.stream().allMatch(Finding::held);
    }

    /** Rows and how many of them failed, in a few words. */
    public String verdict() {
        long failed = findings.stream().filter(finding -> !finding.held()).count();
        return failed == 0
                ? "all %d held".formatted(findings.size())
                : "%d of %d FAILED".formatted(failed, findings.size());
    }

    /** The table, one finding per line. */
    public String table() {
        int width = findings.stream()
                .mapToInt(finding -> finding.what().length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(width, 4) + "s  %-7s  %s%n";
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, row, "what", "verdict", "figure"));
        for (Finding finding : findings) {
            String verdict = finding.held() ? "held" : "FAILED";
            table.append(String.format(Locale.ROOT, row, finding.what(), verdict, finding.figure()));
        }
        return table.toString();
    }
}
