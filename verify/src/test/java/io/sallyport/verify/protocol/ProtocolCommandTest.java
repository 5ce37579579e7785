package io.sallyport.verify.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sallyport.verify.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProtocolCommandTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return ProtocolCommand.run(arguments, out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("a search that ends as it should is told with its states, and the command ends with 0 and one line")
    void tellsWhatHolds() {
        assumeThat(Spin.missing()).isEmpty();
        assertThat(run("--only", "snapshot-in-use")).isEqualTo(ExitCode.GOOD);
        assertThat(said()).contains("snapshot-in-use", " states ", "no snapshot is freed");
        assertThat(said().lines().toList().getLast())
                .startsWith("protocol: 1 properties over 3")
                .contains("no finding");
    }

    @Test
    @DisplayName("a planted flaw is told with the error that Spin found")
    void tellsWhatIsFound() {
        assumeThat(Spin.missing()).isEmpty();
        assertThat(run("--only", "free-early")).isEqualTo(ExitCode.GOOD);
        assertThat(said()).contains("freed without asking anybody: found, assertion violated");
    }

    @Test
    @DisplayName("a name that no search has ends with 2 and the names there are")
    void refusesUnknownNames() {
        assertThat(run("--only", "everything")).isEqualTo(ExitCode.WRONG_USE);
        assertThat(said()).contains("--only: found 'everything', there is: no-deadlock-1, ", "skip-drain");
    }
}
