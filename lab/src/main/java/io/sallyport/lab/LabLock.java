package io.sallyport.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps two processes from building the same lab at once, or from using its files. The kernel lets go of it however the process ends. */
public final class LabLock implements AutoCloseable {
    private static final Path FILE = Path.of("/run/sallyport-lab.lock");

    private final FileChannel channel;

    private LabLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws LabException if someone else has it
     */
    public static LabLock take() {
        try {
            FileChannel channel = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw LabException.environment(
                        "another process builds or uses a lab now (it has locked %s); there can be one. Try again when it is done"
                                .formatted(FILE));
            }
            return new LabLock(channel);
        } catch (IOException e) {
            throw LabException.environment("cannot lock %s: %s".formatted(FILE, e.getMessage()));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it
        }
    }
}
