package io.sallyport.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PacedOutputTest {
    @Test
    void writesAllBytesUnchangedAndNoFasterThanItMay() throws IOException {
        byte[] bytes = new byte[20_001];
        new SplittableRandom(1).nextBytes(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long began = System.nanoTime();

        try (PacedOutput paced = new PacedOutput(out, 200_000)) {
            paced.write(bytes);
        }

        assertThat(out.toByteArray()).isEqualTo(bytes);
        // five pieces of 4,096 bytes, the first of them at once
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(4 * 4_096 * 1_000_000_000L / 200_000);
    }
}
