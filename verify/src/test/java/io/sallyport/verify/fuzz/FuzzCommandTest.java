package io.sallyport.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says and ends with. */
class FuzzCommandTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return FuzzCommand.run(arguments, out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("a good run ends with 0 and one line of figures with its seed")
    void runs() {
        assertThat(run("--frames", "3000", "--seed", "77", "--threads", "2")).isEqualTo(ExitCode.GOOD);
        assertThat(said().lines().toList().getLast())
                .startsWith("fuzz: 3,")
                .contains("2 threads", "signatures", "drop reasons", "no finding")
                .endsWith("seed=77");
    }

    @Test
    @DisplayName("wrong use ends with 2 and a line that says what is allowed")
    void refusesWrongUse(@TempDir Path directory) {
        assertThat(run("--frames", "0")).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run("--threads", "65")).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run("--frames", "many")).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run("--replay", directory.resolve("none.seed").toString())).isEqualTo(ExitCode.WRONG_USE);
        assertThat(said())
                .contains(
                        "--frames 0: at least 1",
                        "--threads 65: 1 to 64 are allowed",
                        "'many'",
                        "none.seed does not exist")
                .doesNotContain("Exception");
    }

    @Test
    @DisplayName("the steps of a file are done again: 0 if they lead to nothing, 2 if it is no such file")
    void replays(@TempDir Path directory) throws IOException {
        Journal journal = new Journal();
        journal.add(Journal.Kind.FRAME, 0, 0, Sample.bytes(Sample.udp()));
        journal.add(Journal.Kind.TURNS, 0, 0);
        journal.add(Journal.Kind.DRAIN, 0, 0);
        Path base = CaseFile.write(directory, 5, List.of("a test"), Sample.SETUP, journal);
        assertThat(run("--replay", base + ".seed")).isEqualTo(ExitCode.GOOD);
        assertThat(said()).contains("3 steps", "no finding");
        Path wrong = Files.writeString(directory.resolve("wrong.seed"), "configuration 1\nJUMP 1 2\n");
        assertThat(run("--replay", wrong.toString())).isEqualTo(ExitCode.WRONG_USE);
        assertThat(said()).contains("wrong.seed, line 2: 'JUMP 1 2' is no step");
    }
}
