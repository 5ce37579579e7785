package io.sallyport.gate;

import io.sallyport.gate.sabotage.Fault;
import io.sallyport.gate.sabotage.Overlay;
import io.sallyport.gate.verdict.BoxVerdict;
import io.sallyport.gate.verdict.Judge;
import io.sallyport.gate.verdict.Judgment;
import io.sallyport.gate.verdict.Verdict;
import io.sallyport.lab.LabException;
import io.sallyport.lab.Progress;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.report.Finding;
import io.sallyport.verify.boxes.Checklist;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts one fault after the other into a gateway and looks whether the gate says NO-GO and names the right boxes: a
 * test of the gate.
 */
final class Sabotage {
    private final Progress progress;

    Sabotage(Progress progress) {
        this.progress = progress;
    }

    /** Tries faults; returns whether all were found. */
    boolean run(List<Fault> faults) {
        List<String> missed = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Fault fault : faults) {
            progress.say("sabotage %s: %s".formatted(fault.name(), fault.does()));
            Judgment judgment = judge(fault);
            List<String> failed = failed(judgment);
            boolean found = !judgment.isGo() && failed.containsAll(fault.boxes());
            if (!found) {
                missed.add(fault.name());
            }
            lines.add("%-26s %-7s %s, has to fail: %s; failed: %s"
                    .formatted(
                            fault.name(),
                            found ? "found" : "MISSED",
                            judgment.word(),
                            String.join(" ", fault.boxes()),
                            String.join(" ", failed)));
            progress.say(lines.getLast());
        }
        progress.print("\n" + String.join("\n", lines));
        progress.print("sabotage: %d of %d faults found, each by the right box, %.0f s%s"
                .formatted(
                        faults.size() - missed.size(),
                        faults.size(),
                        progress.seconds(),
                        missed.isEmpty() ? "" : "; MISSED: " + String.join(", ", missed)));
        return missed.isEmpty();
    }

    private Judgment judge(Fault fault) {
        Path home = RunFiles.home();
        try (Overlay overlay = overlay(fault, home)) {
            Setup setup = Setup.onTap(overlay::change, overlay.environment(home));
            Set<String> stories = fault.stories();
            List<Finding> findings = new GateRun(setup, progress).tell(stories);
            // All rows: what is found at the end of every gateway belongs to boxes too.
            return new Judge(Sources.rows(), findings, Sources.testWord()).judge(Checklist.boxes());
        }
    }

    private static Overlay overlay(Fault fault, Path home) {
        try {
            return Overlay.of(fault, home);
        } catch (IllegalArgumentException e) {
            throw LabException.environment("the fault cannot be planted: " + e.getMessage());
        }
    }

    private static List<String> failed(Judgment judgment) {
        return judgment.boxes().stream()
                .filter(box -> box.verdict() == Verdict.FAIL)
                .map(BoxVerdict::box)
                .map(box -> box.id())
                .toList();
    }
}
