package io.sallyport.api;

import java.util.List;

/**
 * {@code GET /v1/pools}: the public addresses and how much of their port space is taken.
 *
 * @param addresses one entry per pool address, by pool
 */
public record Pools(List<PoolAddress> addresses) {
    public Pools {
        addresses = List.copyOf(addresses);
    }
}
