package io.sallyport.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmPausesTest {
    private static final String LOG = """
            [1000000ns] Safepoint "ZMarkEndYoung", Time since last: 1 ns, Reaching safepoint: 70 ns, At safepoint: 20 ns, Leaving safepoint: 10 ns, Total: 100 ns, Threads: 1 runnable, 10 total
            [3000000ns] Safepoint "ZMarkEndYoung", Time since last: 1 ns, Reaching safepoint: 900000 ns, At safepoint: 100000 ns, Leaving safepoint: 0 ns, Total: 1000000 ns, Threads: 1 runnable, 10 total
            [9000000ns] Safepoint "ZMarkEndOld", Time since last: 1 ns, Reaching safepoint: 2000000 ns, At safepoint: 0 ns, Leaving safepoint: 1 ns, Total: 2000001 ns, Threads: 1 runnable, 10 total
            [11000000ns] Safepoint "ZMarkEndOld", Time since last: 1 ns, Reaching safepoint: 1 ns, At safepoint: 1 ns, Leaving safepoint: 1 ns, Total: 3 ns, Threads: 1 runnable, 10 total
            something else
            """;

    @TempDir
    private Path folder = Path.of("target");

    @Test
    void countsThoseThatEndedInTheStretchAndThoseOfMoreThanOneMillisecond() throws IOException {
        Path file = Files.writeString(folder.resolve("pauses.log"), LOG);

        JvmPauses pauses = JvmPauses.between(1_000_000, 11_000_000 - 1, file);

        assertThat(pauses)
                .hasToString("2, over 1 ms 1, longest 2000 µs, 30.0000 % of the time {ZMarkEndOld=1, ZMarkEndYoung=1}");
        assertThat(pauses.overMilli()).isEqualTo(1);
    }
}
