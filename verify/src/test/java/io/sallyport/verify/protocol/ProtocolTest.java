package io.sallyport.verify.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code ./sallyport verify protocol} does, a test for each search but the longest. Each is a process of one thread: two at a time. */
@Execution(ExecutionMode.CONCURRENT)
class ProtocolTest {
    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void spinIsInstalled() {
        assumeThat(Spin.missing()).as("missing; %s", Spin.INSTALL).isEmpty();
    }

    static List<Check> handoffs() {
        return named("no-deadlock-1", "no-deadlock-3", "no-livelock-1", "established-1");
    }

    static List<Check> snapshots() {
        return named("snapshot");
    }

    private static List<Check> named(String... starts) {
        return Check.PROPERTIES.stream()
                .filter(check -> Stream.of(starts).anyMatch(check.name()::startsWith))
                .toList();
    }

    static List<Check> planted() {
        return Check.PLANTED;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handoffs")
    @Tag("C3.10")
    @Tag("C9.2")
    @Tag("C9.3")
    @DisplayName(
            "in no order of their steps do workers wait in a circle, lose a packet, or drop an established flow's in vain")
    void handoffHolds(Check check) throws IOException, InterruptedException {
        assertHolds(check);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("snapshots")
    @Tag("C0.5")
    @DisplayName("in no order of their steps is a snapshot freed that a worker reads")
    void snapshotsHold(Check check) throws IOException, InterruptedException {
        assertHolds(check);
    }

    private void assertHolds(Check check) throws IOException, InterruptedException {
        Search search = new Spin(folder).run(check);
        assertThat(search.error()).isNull();
        assertThat(search.isWhole()).as("all states were looked at").isTrue();
        assertThat(search.states()).isGreaterThan(100_000);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("planted")
    @DisplayName("a flaw that is planted in the model is found, and so is each way that the model must be able to go")
    void plantedIsFound(Check check) throws IOException, InterruptedException {
        assertThat(new Spin(folder).run(check).error()).isNotNull();
    }
}
