package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.lab.gateway.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the build has rehearsed makes a start quicker, and whatever is wrong with it, nothing else: no word, no failure. */
@Timeout(120)
final class StartCacheIT {
    private static final long SEED = 7;

    private final Path cache = RunFiles.home().resolve("target/dist/cli.aot");
    private final Path kept = RunFiles.home().resolve("target/dist/cli.aot.kept");

    @BeforeEach
    void keep() throws IOException {
        if (Files.exists(cache)) {
            Files.move(cache, kept, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @AfterEach
    void restore() throws IOException {
        Files.deleteIfExists(cache);
        if (Files.exists(kept)) {
            Files.move(kept, cache);
        }
    }

    @Test
    void aCommandStartsWithoutACache() throws Exception {
        assertStarts();
    }

    @Test
    void aCommandStartsWithAnEmptyCache() throws Exception {
        Files.createFile(cache);
        assertStarts();
    }

    @Test
    void aCommandStartsWithACacheThatIsCutShort() throws Exception {
        byte[] whole = Files.exists(kept) ? Files.readAllBytes(kept) : noise(1 << 20);
        Files.write(cache, Arrays.copyOf(whole, whole.length / 2));
        assertStarts();
    }

    @Test
    void aCommandStartsWithACacheThatIsNone() throws Exception {
        Files.write(cache, noise(1 << 20));
        assertStarts();
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new SplittableRandom(SEED).nextBytes(noise);
        return noise;
    }

    private static void assertStarts() throws Exception {
        try (Launcher command = Launcher.start("show", "--help")) {
            assertThat(command.readAll()).anyMatch(line -> line.startsWith("sallyport show WHAT"));
            assertThat(command.exitCode()).isZero();
        }
    }
}
