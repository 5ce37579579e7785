package io.sallyport.gateway.config;

import java.util.List;

/**
 * The workers and where they run.
 *
 * @param count how many, 1 to 63; at least 4 in production
 * @param cores CPU numbers, one per worker in order; empty is {@code auto}, the gateway chooses
 */
public record WorkersConfig(int count, List<Integer> cores) {
    /** Workers where the file says neither {@code count} nor {@code cores}. */
    public static final int DEFAULT_COUNT = 4;

    /** Most workers: each must own at least one of the 63 slots. */
    public static final int MAX_COUNT = 63;

    public WorkersConfig {
        cores = List.copyOf(cores);
    }

    /** Whether the gateway chooses the cores. */
    public boolean coresAuto() {
        return cores.isEmpty();
    }
}
