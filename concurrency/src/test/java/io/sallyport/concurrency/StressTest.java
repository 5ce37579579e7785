package io.sallyport.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sallyport.concurrency.planted.NoFence;
import io.sallyport.concurrency.planted.TailFirst;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Judges one run of jcstress: nothing forbidden was seen, what there was to see was, and what is flawed was called so. */
class StressTest {
    private static String output = "";
    private static Map<String, Seen> seen = Map.of();

    @BeforeAll
    static void run(@TempDir Path folder) {
        assumeThat(Runtime.getRuntime().availableProcessors())
                .as("processors: two threads must run at the same time")
                .isGreaterThan(1);
        output = Stress.runAll(folder);
        seen = Seen.read(output);
    }

    private static Seen of(Class<?> type) {
        assertThat(seen).as(output).containsKey(type.getSimpleName());
        return seen.getOrDefault(type.getSimpleName(), new Seen(Map.of(), 0, "ERROR"));
    }

    private static void assertHolds(Class<?> type, String... outcomes) {
        Seen what = of(type);
        assertThat(what.verdict()).as("%s: %s", type.getSimpleName(), what).isEqualTo("OK");
        assertThat(what.forbidden()).isZero();
        for (String outcome : outcomes) {
            assertThat(what.samples(outcome))
                    .as("times that '%s' was seen", outcome)
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {RingOfOne.class, RingOfThree.class})
    @Tag("C3.9")
    @Tag("C0.5")
    @DisplayName("a ring loses, doubles and reorders nothing while its indices wrap")
    void ringKeepsAll(Class<?> type) {
        assertHolds(type, "true");
    }

    @Test
    @Tag("C3.9")
    @DisplayName("the elements of one call can be read as soon as they are counted, all at once")
    void ringPublishes() {
        assertHolds(RingPublishes.class, "0, 0", "1, 2");
    }

    @Test
    @Tag("C0.5")
    @DisplayName("who has a snapshot sees all of it")
    void snapshotsAreWhole() {
        assertHolds(SnapshotPublication.class, "1, 1", "2, 2");
    }

    @Test
    @Tag("C0.5")
    @DisplayName("no snapshot is freed while a worker reads it")
    void snapshotsAreNotFreedInUse() {
        assertHolds(SnapshotReclamation.class, "true, true", "true, false");
    }

    @Test
    @Tag("C10.10")
    @DisplayName("a copy of the counters is of one moment between two turns")
    void countersAreOfOneMoment() {
        assertHolds(CountersAtOneMoment.class, "0");
    }

    @Test
    @Tag("C10.10")
    @DisplayName("a counter that is read live is never torn and never runs backwards")
    void countersAreNotTorn() {
        assertHolds(CountersNeverTorn.class, "true");
    }

    @Test
    @DisplayName("two workers exceed the bound of a host by one session at most")
    void boundsOfHostsHold() {
        assertHolds(HostBound.class, "2");
    }

    @Test
    @DisplayName("no worker reads one host's counts as another's while entries change hands")
    void hostsAreNotMixedUp() {
        assertHolds(HostEntryChangesHands.class, "true");
    }

    @Test
    @Tag("C9.3")
    @DisplayName("who gets a packet sees a hint of the session that was opened before it")
    void hintsComeFirst() {
        assertHolds(HintBeforeHandoff.class, "true, true");
    }

    @ParameterizedTest
    @ValueSource(classes = {TailFirst.class, NoFence.class})
    @DisplayName("a flawed copy is seen to do what it must not")
    void plantedFlawsAreSeen(Class<?> type, @TempDir Path folder) {
        Seen what = Stress.runUntilForbidden(folder, type);

        assertThat(what.verdict()).isEqualTo("FAILED");
        assertThat(what.forbidden()).isPositive();
    }
}
