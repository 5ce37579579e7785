package io.sallyport.api;

import java.util.List;

/**
 * {@code GET /v1/pools}: the public addresses, how much of their port space is taken, and the mappings that always exist.
 *
 * @param addresses one entry per pool address, in the order of the configuration
 * @param staticMappings in the order of the configuration
 */
public record Pools(List<PoolAddress> addresses, List<StaticMapping> staticMappings) {
    public Pools {
        addresses = List.copyOf(addresses);
        staticMappings = List.copyOf(staticMappings);
    }
}
