package io.sallyport.gate.report;

import io.sallyport.gate.verdict.BoxVerdict;
import io.sallyport.gate.verdict.Ground;
import io.sallyport.gate.verdict.Verdict;
import io.sallyport.lab.machine.VirtualMachine;
import io.sallyport.lab.report.Finding;
import java.util.List;
import java.util.Locale;

/** What a run in a virtual machine has found, as a page to keep. */
public final class MachineReport {
    private MachineReport() {}

    /**
     * The page.
     *
     * @param build commit, a blank, digest of all source files
     */
    public static String of(Account account, List<Finding> findings, String build) {
        StringBuilder page = new StringBuilder();
        long held = findings.stream().filter(Finding::held).count();
        page.append("# The gateway in a virtual machine: a report\n\n")
                .append("Written by `./sallyport verify vm --report FILE`, not by hand.\n\n")
                .append("| | |\n| --- | --- |\n")
                .append(row("finished", account.finished()))
                .append(row("took", String.format(Locale.ROOT, "%.0f s", account.seconds())))
                .append(row("commit", account.build()))
                .append(row("digest of the sources", build.substring(build.indexOf(' ') + 1)));
        VirtualMachine.facts().forEach((name, value) -> page.append(row(name, value)));
        page.append(row("findings", "%d of %d held".formatted(held, findings.size())))
                .append("\n## What was found\n\n| what | verdict | figure |\n| --- | --- | --- |\n");
        findings.forEach(
                finding -> page.append(row(finding.what(), finding.held() ? "held" : "**FAILED**", finding.figure())));
        page.append("\n## Boxes that these findings settle\n\n| box | verdict | |\n| --- | --- | --- |\n");
        account.judgment().boxes().stream()
                .filter(box -> box.ground() == Ground.PROBE && box.verdict() != Verdict.UNCHECKED)
                .forEach(box -> page.append(box(box)));
        return page.toString();
    }

    private static String box(BoxVerdict verdict) {
        return row(
                verdict.box().id(), verdict.verdict().toString(), verdict.box().text());
    }

    private static String row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        return row.append('\n').toString();
    }
}
