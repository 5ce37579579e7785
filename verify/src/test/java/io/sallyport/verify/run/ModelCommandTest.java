package io.sallyport.verify.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says and ends with. */
class ModelCommandTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return ModelCommand.run(arguments, out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("a good run ends with 0 and one line of figures with its seed")
    void runs() {
        assertThat(run("--packets", "2000", "--seed", "9", "--threads", "1")).isEqualTo(ExitCode.GOOD);
        assertThat(said().lines().toList().getLast())
                .startsWith("model: 4,000 packets")
                .contains("no difference")
                .endsWith("seed=9");
    }

    @Test
    @DisplayName("wrong use ends with 2 and a line that says what is allowed")
    void refusesWrongUse(@TempDir Path directory) throws IOException {
        Path damaged = Files.writeString(directory.resolve("damaged.seed"), "7\n");
        assertThat(run("--packets", "0")).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run("--threads", "65")).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run("--without", "rain")).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run("--replay", damaged.toString())).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run("--replay", directory.resolve("none.seed").toString())).isEqualTo(ExitCode.WRONG_USE);
        assertThat(said())
                .contains(
                        "--packets 0: at least 1",
                        "--threads 65: 1 to 64",
                        "--without rain: there is fragments,",
                        "three lines",
                        "there is no such file")
                .doesNotContain("Exception");
    }

    @Test
    @DisplayName("a saved episode is played again")
    void replays(@TempDir Path directory) throws IOException {
        Replay replay = new Replay(4, Episode.packets(50), EnumSet.allOf(Feature.class));
        Path file = Files.writeString(directory.resolve("some.seed"), replay.text());
        assertThat(run("--replay", file.toString())).isEqualTo(ExitCode.GOOD);
        assertThat(said()).contains("model: 50 packets of", "no difference");
    }
}
