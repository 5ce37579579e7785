package io.sallyport.gate.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.lab.report.Finding;
import io.sallyport.verify.boxes.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineWordTest {
    private static final List<Box> CARD = List.of(new Box("C1.2", "1. Section", "works with a card"));
    private static final RowTable ROWS = RowTable.parse(List.of("! C1.2 = it takes a card"));
    private static final RowTable MACHINE_ROWS =
            RowTable.parse(List.of("[card]", "C1.2 = cards spread", "C1.2 = \\d+ pings"));

    @TempDir
    private Path folder;

    @Test
    void settlesABoxThatNothingElseCanShow() {
        BoxVerdict verdict = verdict("def d1", held("cards spread"), held("20 pings"), held("more"));

        assertThat(verdict.verdict()).isEqualTo(Verdict.PASS);
        assertThat(verdict.ground()).isEqualTo(Ground.MACHINE);
        assertThat(verdict.word()).isEqualTo("PASS virt");
        assertThat(verdict.reason()).isEqualTo("cards spread (and 1 more), in an emulated machine, commit abc, today");
    }

    @Test
    void isNotBelievedOfAnotherGateway() {
        BoxVerdict verdict = verdict("abc d2", held("cards spread"), held("20 pings"));

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNCHECKED);
        assertThat(verdict.reason())
                .startsWith("it takes a card, and the run in a virtual machine on record was of another gateway")
                .endsWith("Type: ./sallyport verify vm");
        assertThat(verdict("", held("cards spread"), held("20 pings")).verdict())
                .as("a build that does not say what it is")
                .isEqualTo(Verdict.UNCHECKED);
    }

    @Test
    void isNotBelievedIfAnythingDidNotHold() {
        BoxVerdict verdict =
                verdict("abc d1", held("cards spread"), held("20 pings"), new Finding("ledger", false, "1"));

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNCHECKED);
        assertThat(verdict.reason()).contains("did not hold: ledger");
    }

    @Test
    void isNoWordOnWhatWasNotTriedThere() {
        assertThat(verdict("abc d1", held("cards spread")).verdict()).isEqualTo(Verdict.UNCHECKED);
    }

    @Test
    void takesTheFirstRecordThatMayBeBelieved() throws IOException {
        Path damaged = folder.resolve("damaged.json");
        Path other = folder.resolve("other.json");
        Path good = folder.resolve("good.json");
        Files.writeString(damaged, "{]");
        new MachineRecord("abc d2", "yesterday", "a machine", List.of()).write(other);
        record(held("cards spread")).write(good);

        assertThat(MachineWord.read(List.of(damaged, other, folder.resolve("none.json"), good), "abc d1"))
                .isEqualTo(new MachineWord(record(held("cards spread")), ""));
        assertThat(MachineWord.read(List.of(damaged), "abc d1").whyNot()).contains("is not what ./sallyport verify vm");
        assertThat(MachineWord.read(List.of(), "abc d1").whyNot())
                .isEqualTo("no run of a gateway in a virtual machine is on record. Type: ./sallyport verify vm");
    }

    private static BoxVerdict verdict(String sources, Finding... findings) {
        MachineWord word = MachineWord.of(record(findings), sources);
        TestWord tests = new TestWord(null, "");
        return new Judge(ROWS, List.of(), tests, word, MACHINE_ROWS)
                .judge(CARD)
                .boxes()
                .getFirst();
    }

    private static MachineRecord record(Finding... findings) {
        return new MachineRecord("abc d1", "today", "an emulated machine", List.of(findings));
    }

    private static Finding held(String what) {
        return new Finding(what, true, "figure");
    }
}
