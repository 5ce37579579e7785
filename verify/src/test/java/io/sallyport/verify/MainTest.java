package io.sallyport.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.SampleHome.Said;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MainTest {
    @Test
    void listsItsCommands() {
        assertThat(run("--help").exitCode()).isZero();
        assertThat(run("--help").out()).contains("\n  boxes ", "\n  conformance ");
    }

    @Test
    void noCommandAtAllIsWrongUse() {
        assertThat(run()).isEqualTo(new Said(2, "", run("--help").out()));
    }

    @Test
    void unknownCommandIsToldWhichThereAre() {
        assertThat(run("crates").exitCode()).isEqualTo(2);
        assertThat(run("crates").err())
                .startsWith("sallyport: 'verify crates' does not exist; there is:\n")
                .contains("\n  boxes ");
    }

    private static Said run(String... arguments) {
        return new SampleHome(Path.of(".")).run((words, home, out, err) -> Main.run(words, out, err), arguments);
    }
}
