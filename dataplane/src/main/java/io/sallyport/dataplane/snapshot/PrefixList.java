package io.sallyport.dataplane.snapshot;

import io.sallyport.dpdk.memory.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A route table for a handful of routes: a list, longest prefix first, searched in order. For simulation and tests, and
 * wherever DPDK's forwarding table is not at hand.
 */
public final class PrefixList implements RouteTable {
    /** Behind all others, so that a search ends with a route. */
    private static final Route ANYTHING_ELSE = new Route(0, 0, (int) NO_ROUTE);

    private final int[] networks;
    private final int[] masks;
    private final int[] nextHops;

    /**
     * One route.
     *
     * @param network network address in host byte order
     * @param prefixLength 0 to 32
     * @param nextHop number of the next hop
     */
    public record Route(int network, int prefixLength, int nextHop) {}

    /** Builds the table. */
    public PrefixList(List<Route> routes) {
        List<Route> sorted = new ArrayList<>(routes);
        sorted.sort(Comparator.comparingInt(Route::prefixLength).reversed());
        sorted.add(ANYTHING_ELSE);
        masks = sorted.stream().mapToInt(route -> mask(route.prefixLength())).toArray();
        networks = sorted.stream()
                .mapToInt(route -> route.network() & mask(route.prefixLength()))
                .toArray();
        nextHops = sorted.stream().mapToInt(Route::nextHop).toArray();
    }

    @Override
    public void lookup(long destinations, long answers, int count) {
        for (int i = 0; i < count; i++) {
            Memory.putLong(answers + 8L * i, find(Memory.getInt(destinations + 4L * i)));
        }
    }

    private long find(int destination) {
        int i = 0;
        while ((destination & masks[i]) != networks[i]) {
            i++;
        }
        return nextHops[i];
    }

    /** Mask of a prefix length in host byte order. */
    public static int mask(int prefixLength) {
        return prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
    }
}
