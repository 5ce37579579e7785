package io.sallyport.api;

import java.util.List;

/**
 * {@code GET /v1/neighbors}: the hosts and routers on the links, as ARP knows them.
 *
 * @param neighbors by interface, then by address
 */
public record Neighbors(List<NeighborInfo> neighbors) {
    public Neighbors {
        neighbors = List.copyOf(neighbors);
    }
}
