package io.sallyport.bench.drivers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps two benchmarks from measuring each other. The kernel lets go of it however the process ends. */
final class MachineLock implements AutoCloseable {
    /** In the folder that all users of a machine share, not in one of ours. */
    static final Path FILE = Path.of("/tmp/sallyport-bench.lock");

    private final FileChannel channel;

    private MachineLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws DriversException if another benchmark has it
     */
    static MachineLock take(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw DriversException.environment(
                        "another process runs `bench drivers` on this machine (it has locked %s), and the two would measure each other; try again when it is done"
                                .formatted(file));
            }
            return new MachineLock(channel);
        } catch (IOException e) {
            throw DriversException.environment("cannot lock %s: %s".formatted(file, e.getMessage()));
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
