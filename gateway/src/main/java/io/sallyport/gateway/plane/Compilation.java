package io.sallyport.gateway.plane;

import io.sallyport.dataplane.memory.WarmUp;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.gateway.ThreadEnd;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link WarmUp} of the packet path, on a thread of its own while DPDK and tables are set up on the caller's. It ends before packets
 * flow, and at once where they never will; should it fail, the gateway starts all the same, and its first packets are slow.
 */
final class Compilation implements AutoCloseable {
    /** Long enough for the JVM to compile the path where it has CPUs to spare for that. */
    private static final long LEAST_NANOS = 800_000_000;
    /** A start takes no longer for it than this. */
    private static final long MOST_NANOS = 2_000_000_000;
    /** So much longer while another gateway works, for nobody waits then, and DPDK starts on the same CPUs. */
    private static final long UNHURRIED = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Compilation.class);

    private final WorkerSettings settings;
    private final long times;
    private final Thread thread = Thread.ofPlatform().name("warm-up").daemon().unstarted(this::run);
    private volatile boolean over;

    private Compilation(WorkerSettings settings, long times) {
        this.settings = settings;
        this.times = times;
    }

    /**
     * Starts it.
     *
     * @param hurried whether packets may come in vain until this has ended
     */
    static Compilation start(WorkerSettings settings, boolean hurried) {
        Compilation compilation = new Compilation(settings, hurried ? 1 : UNHURRIED);
        compilation.thread.start();
        return compilation;
    }

    private void run() {
        try (WarmUp warmUp = new WarmUp(settings)) {
            WarmUp.Done done = warmUp.run(times * LEAST_NANOS, times * MOST_NANOS, () -> over);
            if (over) {
                return;
            }
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

    /** Has it end, because what it was for is not going to happen, and waits for that. */
    @Override
    public void close() {
        over = true;
        await();
    }

    /** Waits for its end. */
    void await() {
        ThreadEnd.await(thread);
    }
}
