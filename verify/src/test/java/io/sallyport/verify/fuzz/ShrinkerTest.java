package io.sallyport.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.verify.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a finding: fewer steps, two files, and the steps again from the file. */
class ShrinkerTest {
    private static final long SECOND = 1_000_000_000L;

    /** Finds something wherever step 300 comes before step 900 and the last step is the last. */
    private static @Nullable Finding planted(Journal journal) {
        boolean first = false;
        boolean second = false;
        for (int step = 0; step < journal.size(); step++) {
            first |= journal.first(step) == 300;
            second |= first && journal.first(step) == 900;
        }
        boolean last = journal.size() > 0 && journal.kind(journal.size() - 1) == Journal.Kind.TURNS;
        return second && last ? new Finding("planted", "here") : null;
    }

    private static Journal journal() {
        Journal journal = new Journal();
        for (int step = 0; step < 1_000; step++) {
            journal.add(Journal.Kind.PASS, step, 0);
        }
        journal.add(Journal.Kind.TURNS, 0, 0);
        return journal;
    }

    @Test
    @DisplayName("of a thousand steps the three that matter are left")
    void shrinks() {
        Journal few = new Shrinker(ShrinkerTest::planted, "planted", 30 * SECOND).shrink(journal());
        assertThat(few.size()).isEqualTo(3);
        assertThat(few.first(0)).isEqualTo(300);
        assertThat(few.first(1)).isEqualTo(900);
        assertThat(few.kind(2)).isEqualTo(Journal.Kind.TURNS);
    }

    @Test
    @DisplayName("what does not come again, or comes as another kind, stays whole")
    void leavesOthersAlone() {
        Journal whole = journal();
        assertThat(new Shrinker(ShrinkerTest::planted, "another", SECOND).shrink(whole))
                .isSameAs(whole);
        assertThat(new Shrinker(steps -> null, "planted", SECOND).shrink(whole)).isSameAs(whole);
    }

    @Test
    @DisplayName("the .seed file gives gateway and steps back, the .pcap file has the frames")
    void keepsCases(@TempDir Path directory) throws IOException {
        Journal journal = new Journal();
        byte[] frame = Sample.bytes(Sample.udp());
        journal.add(Journal.Kind.FRAME, 0, 1, frame);
        journal.add(Journal.Kind.FRAME, 1, 0, new byte[0]);
        journal.add(Journal.Kind.PASS, 5_000_000_000L, 0);
        journal.add(Journal.Kind.END, 0, 0);
        Path base = CaseFile.write(directory, 12, List.of("two\nlines"), Sample.SETUP, journal);
        CaseFile.Case read = CaseFile.read(Path.of(base + ".seed"));
        assertThat(read.setup()).usingRecursiveComparison().isEqualTo(Sample.SETUP);
        assertThat(read.journal().size()).isEqualTo(4);
        assertThat(read.journal().frame(0)).isEqualTo(frame);
        assertThat(read.journal().frame(1)).isEmpty();
        assertThat(read.journal().second(0)).isEqualTo(1);
        assertThat(read.journal().first(2)).isEqualTo(5_000_000_000L);
        assertThat(read.journal().kind(3)).isEqualTo(Journal.Kind.END);
        assertThat(base).hasFileName("fuzz-12");
        assertThat(Files.size(Path.of(base + ".pcap"))).isEqualTo(24 + 16 + frame.length + 16);
    }

    @Test
    @DisplayName("a file that is no case is refused with its line")
    void refusesOtherFiles(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("x.seed"), "configuration 3\nFRAME 1\n");
        assertThatThrownBy(() -> CaseFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("x.seed", "line 2", "FRAME 1");
        Path empty = Files.writeString(directory.resolve("y.seed"), "# nothing\n");
        assertThatThrownBy(() -> CaseFile.read(empty)).hasMessageContaining("configuration NUMBER");
    }
}
