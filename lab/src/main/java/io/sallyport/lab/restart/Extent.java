package io.sallyport.lab.restart;

/**
 * How much of everything.
 *
 * @param rounds how often the gateway is killed
 * @param downloads under way meanwhile
 * @param flows that are idle meanwhile
 * @param sessions of other hosts that are there meanwhile, all workers together
 * @param workers of the gateway
 * @param within seconds after which packets have to flow again
 * @param forget whether the gateway forgets its sessions, so that checks have to fail
 */
public record Extent(int rounds, int downloads, int flows, int sessions, int workers, double within, boolean forget) {
    private static final int LEAST_PER_WORKER = 65_536;
    /** Slots are dealt out to workers in whole, and ports of hosts to slots by a hash. */
    private static final double UNEVENNESS = 1.2;

    /** Room for sessions that each worker needs. */
    public int sessionsPerWorker() {
        return Math.max(LEAST_PER_WORKER, (int) (UNEVENNESS * sessions / workers));
    }
}
