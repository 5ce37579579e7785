package io.sallyport.lab.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Has the kernel hurry its grace periods (RCU) until it is closed: it waits for several when it opens or closes a packet socket,
 * 25 to 30 ms each, and a port of {@code net_af_packet} has one for each queue, so that most of a restart would be the wait of a
 * driver that only a lab uses. Any thread.
 */
public final class GracePeriods implements AutoCloseable {
    private static final Path EXPEDITED = Path.of("/sys/kernel/rcu_expedited");

    private final Path file;
    private final String before;

    private GracePeriods(Path file, String before) {
        this.file = file;
        this.before = before;
    }

    /** From now on; without effect on a kernel that has no such switch. */
    public static GracePeriods hurried() {
        return hurried(EXPEDITED);
    }

    static GracePeriods hurried(Path file) {
        if (!Files.isWritable(file)) {
            return new GracePeriods(file, "");
        }
        try {
            GracePeriods periods = new GracePeriods(file, Files.readString(file));
            Files.writeString(file, "1\n");
            return periods;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the kernel hurries. */
    public boolean areHurried() {
        return !before.isEmpty();
    }

    /** As it was before. */
    @Override
    public void close() {
        if (areHurried()) {
            try {
                Files.writeString(file, before);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
