package io.sallyport.gateway.plane;

import io.sallyport.dataplane.memory.WarmUp;
import io.sallyport.dataplane.worker.WorkerSettings;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link WarmUp} of the packet path, on a thread of its own while DPDK and tables are set up on the caller's. It ends before packets
 * flow; should it fail, the gateway starts all the same, and its first packets are slow.
 */
final class Compilation implements AutoCloseable {
    /** Long enough for the JVM to compile the path where it has CPUs to spare for that. */
    private static final long LEAST_NANOS = 800_000_000;
    /** A start takes no longer for it than this. */
    private static final long MOST_NANOS = 2_000_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Compilation.class);

    private final Thread thread;

    private Compilation(Thread thread) {
        this.thread = thread;
    }

    /** Starts it. */
    static Compilation start(WorkerSettings settings) {
        return new Compilation(Thread.ofPlatform().name("warm-up").daemon().start(() -> run(settings)));
    }

    private static void run(WorkerSettings settings) {
        try (WarmUp warmUp = new WarmUp(settings)) {
            WarmUp.Done done = warmUp.run(LEAST_NANOS, MOST_NANOS);
            LOG.info(String.format(
                    Locale.ROOT,
                    "warmed up with %,d packets in %d ms, at the end %.0f ns per packet",
                    done.packets(),
                    done.nanos() / 1_000_000,
                    done.lastNanosPerPacket()));
        } catch (RuntimeException failure) {
            LOG.warn("going on without a warm-up, the first packets will be slow", failure);
        }
    }

    /** Waits for its end. */
    @Override
    public void close() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
