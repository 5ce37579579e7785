package io.sallyport.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GracePeriodsTest {
    @TempDir
    private Path folder;

    @Test
    void areHurriedUntilClosedAndThenWhatTheyWere() throws IOException {
        Path file = Files.writeString(folder.resolve("rcu_expedited"), "0\n");

        try (GracePeriods periods = GracePeriods.hurried(file)) {
            assertThat(periods.areHurried()).isTrue();
            assertThat(file).hasContent("1");
        }

        assertThat(file).hasContent("0");
    }

    @Test
    void stayAsTheyAreWhereTheKernelHasNoSwitch() {
        Path file = folder.resolve("none");

        try (GracePeriods periods = GracePeriods.hurried(file)) {
            assertThat(periods.areHurried()).isFalse();
        }

        assertThat(file).doesNotExist();
    }
}
