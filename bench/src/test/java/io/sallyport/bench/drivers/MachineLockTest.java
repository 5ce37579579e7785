package io.sallyport.bench.drivers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineLockTest {
    @TempDir
    Path folder;

    @Test
    void letsOneBenchmarkRunAtATime() throws Exception {
        Path file = folder.resolve("lock");
        try (MachineLock first = MachineLock.take(file)) {
            assertThatThrownBy(() -> MachineLock.take(file))
                    .as("while %s is held", first)
                    .isInstanceOf(DriversException.class)
                    .hasMessageContaining("another process runs `bench drivers`");
        }
        MachineLock.take(file).close();
    }
}
