package io.sallyport.gateway.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("C13.5")
final class LockHolderTest {
    @TempDir
    private Path folder = Path.of("target");

    @Test
    void isTheProcessThatHasTheLock() throws Exception {
        Path file = Files.createFile(folder.resolve("lock"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(LockHolder.of(file)).as("open, not locked").isEmpty();
            FileLock lock = Objects.requireNonNull(channel.tryLock());

            assertThat(LockHolder.of(file))
                    .hasValue(Math.toIntExact(ProcessHandle.current().pid()));
            assertThat(LockHolder.of(Files.createFile(folder.resolve("other"))))
                    .as("of another file")
                    .isEmpty();

            lock.release();
            assertThat(LockHolder.of(file)).as("released").isEmpty();
        }
    }

    @Test
    void isNobodyWhereThereIsNoFile() {
        assertThat(LockHolder.of(folder.resolve("none"))).isEmpty();
    }
}
