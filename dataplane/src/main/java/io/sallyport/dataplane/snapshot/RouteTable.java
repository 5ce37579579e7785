package io.sallyport.dataplane.snapshot;

/** Longest-prefix match from destination to the number of a {@link NextHop}. Any worker may look up at any time. */
public interface RouteTable {
    /** Answer for a destination without a route. */
    long NO_ROUTE = io.sallyport.dpdk.Fib.NO_ROUTE;

    /**
     * Looks up a burst.
     *
     * @param destinations address of {@code count} IPv4 addresses, 32 bits each, in host byte order
     * @param nextHops address of room for {@code count} answers, 64 bits each
     * @param count how many
     */
    void lookup(long destinations, long nextHops, int count);
}
