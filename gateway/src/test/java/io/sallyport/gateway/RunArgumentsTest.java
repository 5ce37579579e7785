package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.gateway.state.StartWith;
import io.sallyport.gateway.state.StartWith.Other;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunArgumentsTest {
    @Test
    void readsThePlainForm() {
        assertThat(RunArguments.plain("run", "-c", "a.yaml"))
                .contains(new RunArguments(Path.of("a.yaml"), StartWith.USUAL));
        assertThat(RunArguments.plain("run", "--replace", "--config", "a b.yaml"))
                .contains(new RunArguments(Path.of("a b.yaml"), new StartWith(false, Other.ASKED_TO_STOP)));
        assertThat(RunArguments.plain("run", "-c", "/x/a.yaml", "--discard-sessions"))
                .contains(new RunArguments(Path.of("/x/a.yaml"), new StartWith(true, Other.LEFT_ALONE)));
        assertThat(RunArguments.plain("run", "--standby", "-c", "a.yaml"))
                .contains(new RunArguments(Path.of("a.yaml"), new StartWith(false, Other.WAITED_FOR)));
    }

    /** Picocli takes some of these and refuses others; which, and in what words, is its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run",
                "check -c a.yaml",
                "run -c",
                "run -c -c",
                "run -c --replace",
                "run -c a.yaml -c b.yaml",
                "run -c a.yaml b.yaml",
                "run -ca.yaml",
                "run --config=a.yaml",
                "run -c @a.yaml",
                "run -c a.yaml --help",
                "run -c a.yaml --replace=false",
                "run -c a.yaml --replace --standby"
            })
    void leavesAllElseToPicocli(String line) {
        assertThat(RunArguments.plain(line.isEmpty() ? new String[0] : line.split(" ", -1)))
                .isEmpty();
    }
}
