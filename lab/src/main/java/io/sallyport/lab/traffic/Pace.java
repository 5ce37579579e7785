package io.sallyport.lab.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a sender at a multiple of what the far end of its interface takes, as the kernel counts it. So the far end is
 * overloaded by the same measure however fast it and this machine are. One thread.
 */
final class Pace {
    private static final long LOOK_NANOS = 100_000_000;
    private static final double SECOND = 1e9;
    private static final double LEAST_PER_SECOND = 20_000;
    /** What one look weighs beside all before it. */
    private static final double WEIGHT = 0.25;

    private final Path taken;
    private final double times;
    private double perSecond = LEAST_PER_SECOND;
    private double takenPerSecond = LEAST_PER_SECOND;
    private long takenBefore;
    private long looked = System.nanoTime();
    private long due = looked;

    /** Starts now; {@code times} is how many packets are to be sent for each that is taken. */
    Pace(String interfaceName, double times) throws IOException {
        this.taken = Path.of("/sys/class/net", interfaceName, "statistics", "tx_packets");
        this.times = times;
        this.takenBefore = taken();
    }

    /** Waits until {@code count} more packets may go. */
    void await(int count) throws IOException {
        long now = System.nanoTime();
        if (now - looked >= LOOK_NANOS) {
            look(now);
        }
        // Who was held up does not make up for it.
        due = Math.max(due, now - LOOK_NANOS) + (long) (count * SECOND / perSecond);
        while (due > now) {
            LockSupport.parkNanos(due - now);
            now = System.nanoTime();
        }
    }

    private void look(long now) throws IOException {
        long all = taken();
        double rate = (all - takenBefore) * SECOND / (now - looked);
        takenPerSecond += WEIGHT * (rate - takenPerSecond);
        perSecond = Math.max(LEAST_PER_SECOND, times * takenPerSecond);
        takenBefore = all;
        looked = now;
    }

    private long taken() throws IOException {
        return Long.parseLong(Files.readString(taken).strip());
    }
}
