package io.sallyport.lab.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found, in order, and the table of it. One thread. */
final class Report {
    private final List<Finding> findings = new ArrayList<>();

    void add(Finding finding) {
        findings.add(finding);
    }

    boolean allHeld() {
        return !findings.isEmpty() && findings.stream().allMatch(Finding::held);
    }

    long failed() {
        return findings.stream().filter(finding -> !finding.held()).count();
    }

    int size() {
        return findings.size();
    }

    /** The table, one finding per line. */
    String table() {
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
