package io.sallyport.verify.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Differences that were found once, in src/test/resources/regressions, as {@code --save} writes them. */
class RegressionTest {
    private static final Path KEPT = Path.of("src", "test", "resources", "regressions");

    static List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(KEPT)) {
            return files.filter(file -> file.toString().endsWith(".seed"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kept")
    @DisplayName("what was different once is so no more")
    void staysMended(Path file) throws IOException {
        Episode.Outcome outcome = Replay.of(Files.readString(file)).play(Watcher.NOBODY);
        assertThat(outcome.difference()).isEmpty();
        assertThat(outcome.packets()).isPositive();
    }
}
