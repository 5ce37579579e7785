package io.sallyport.verify.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the command says and ends with. */
class SimulationCommandTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return SimulationCommand.run(arguments, out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("a good run ends with 0, what it has covered, and one line of figures with its seed")
    void runs() {
        assertThat(run("--seeds", "20", "--seed", "77", "--threads", "2")).isEqualTo(ExitCode.GOOD);
        assertThat(said()).contains("handed over", "fragments across workers", "restarts", "lives by workers: 4 ");
        assertThat(said().lines().toList().getLast())
                .startsWith("simulation: 20 stories, ")
                .contains("2 threads", "stories/s", "no finding")
                .endsWith("seed=77");
    }

    @Test
    @DisplayName("as JSON it says the same")
    void writesJson() {
        assertThat(run("--seeds", "10", "--json")).isEqualTo(ExitCode.GOOD);
        JsonNode json = JsonMapper.builder().build().readTree(said());
        assertThat(json.get("stories").asInt()).isEqualTo(10);
        assertThat(json.get("packets").asLong()).isPositive();
        assertThat(json.has("finding")).isFalse();
    }

    @Test
    @DisplayName("a trace writes a story down, a line for each event with its time")
    void writesDown() {
        assertThat(run("--trace", "--seed", "5")).isEqualTo(ExitCode.GOOD);
        assertThat(said().lines().filter(line -> line.contains(" ms in "))).hasSizeGreaterThan(10);
        assertThat(said().lines().filter(line -> line.contains(" ms out "))).hasSizeGreaterThan(10);
        assertThat(said().lines().filter(line -> line.contains(" ms turn "))).hasSizeGreaterThan(10);
        assertThat(said()).contains("simulation: 1 story, no finding, seed=5");
    }

    @Test
    @DisplayName("wrong use ends with 2 and a line that says what is allowed")
    void refusesWrongUse() {
        assertThat(run("--seeds", "0")).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run("--threads", "65")).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run("--seed", "some")).isEqualTo(ExitCode.WRONG_USE);
        assertThat(said())
                .contains("--seeds 0: at least 1", "--threads 65: 1 to 64 are allowed", "'some'")
                .doesNotContain("Exception");
    }
}
