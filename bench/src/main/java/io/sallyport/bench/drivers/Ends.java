package io.sallyport.bench.drivers;

import org.jspecify.annotations.Nullable;

/**
 * What is between the ports and what is at their far ends. Closing ends the first before the second: a memif port of DPDK 22.11 that
 * is polled while its client goes away takes the process with it.
 */
final class Ends implements AutoCloseable {
    private @Nullable Running between;
    private @Nullable Running far;

    /** Remembers what is between the ports. */
    <T extends Running> T between(T started) {
        between = started;
        return started;
    }

    /** Remembers what is at the far ends. */
    <T extends Running> T far(T started) {
        far = started;
        return started;
    }

    @Override
    public void close() {
        try {
            if (between != null) {
                between.close();
            }
        } finally {
            if (far != null) {
                far.close();
            }
        }
    }
}
