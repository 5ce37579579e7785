package io.sallyport.bench.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The generator's judgement of packets, which is written in C and so is its test. */
final class GeneratorTest {
    @Test
    void seesEveryFlippedBitAndEveryWrongTranslation() throws Exception {
        Process test = new ProcessBuilder(Path.of("target/native/traffic-test").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(test.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(test.waitFor()).as(output).isZero();
        assertThat(output).matches("[1-9]\\d{2,} tried, 0 unseen\n");
    }
}
