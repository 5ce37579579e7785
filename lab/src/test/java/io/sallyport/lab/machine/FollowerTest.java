package io.sallyport.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowerTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void passesOnWhatIsAppendedEachByteOnce() throws Exception {
        Path file = folder.resolve("log");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Follower follower = new Follower(file, out);

        follower.passOn();
        Files.writeString(file, "one\ntw");
        follower.passOn();
        follower.passOn();
        Files.writeString(file, "o\n", StandardOpenOption.APPEND);
        follower.passOn();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
    }
}
