package io.sallyport.gate.verdict;

import io.sallyport.lab.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run in a virtual machine says, as far as it may be believed here: of the very sources of this gateway, and with nothing
 * that did not hold.
 *
 * @param record null where there is none to believe
 * @param whyNot why there is none, and what to do about it; empty where there is one
 */
public record MachineWord(@Nullable MachineRecord record, String whyNot) {
    /** For those who ask nobody. */
    public static final MachineWord NONE = not("none was asked for");

    /**
     * Reads the first record that may be believed.
     *
     * @param files where one may be
     * @param sources what the launcher calls the sources of the gateway that is asked about
     */
    public static MachineWord read(List<Path> files, String sources) {
        MachineWord word = not("no run of a gateway in a virtual machine is on record");
        for (Path file : files) {
            if (word.record() == null && Files.exists(file)) {
                word = read(file, sources);
            }
        }
        return word;
    }

    private static MachineWord read(Path file, String sources) {
        try {
            return of(MachineRecord.read(file), sources);
        } catch (IOException e) {
            return not(String.valueOf(e.getMessage()));
        }
    }

    /** The same for a record that has been read. */
    static MachineWord of(MachineRecord record, String sources) {
        Build then = Build.of(record.sources());
        Build now = Build.of(sources);
        if (!now.isSameAs(then)) {
            return not("the run in a virtual machine on record was of another gateway (%s) than this (%s)"
                    .formatted(then.commit(), now.commit()));
        }
        List<String> failed = record.findings().stream()
                .filter(finding -> !finding.held())
                .map(Finding::what)
                .toList();
        return failed.isEmpty()
                ? new MachineWord(record, "")
                : not("in the virtual machine did not hold: " + String.join(", ", failed));
    }

    /** What the record says of a box, by rows that only a machine with network cards can settle. */
    BoxVerdict judge(RowTable rows, BoxVerdict otherwise) {
        if (record == null) {
            return BoxVerdict.unchecked(otherwise.box(), otherwise.reason() + ", and " + whyNot);
        }
        BoxVerdict there = new Judge(rows, record.findings(), new TestWord(null, "")).judge(otherwise.box());
        return there.verdict() == Verdict.UNCHECKED
                ? otherwise
                : new BoxVerdict(
                        there.box(),
                        there.verdict(),
                        Ground.MACHINE,
                        there.evidence(),
                        "%s, in %s, commit %s, %s"
                                .formatted(
                                        there.reason(),
                                        record.machine(),
                                        Build.of(record.sources()).commit(),
                                        record.finished()));
    }

    private static MachineWord not(String why) {
        return new MachineWord(null, why + ". Type: ./sallyport verify vm");
    }
}
