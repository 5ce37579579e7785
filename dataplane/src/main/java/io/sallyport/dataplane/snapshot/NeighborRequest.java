package io.sallyport.dataplane.snapshot;

/**
 * What a worker puts on its ring to the control thread to have a neighbor resolved: an odd number, so that it is told from
 * the address of a packet buffer, which is even.
 */
public final class NeighborRequest {
    private static final int KEY_SHIFT = 1;

    private NeighborRequest() {}

    /** The ring element that asks for the neighbor with a {@link NeighborTable#key}. */
    public static long of(long key) {
        return key << KEY_SHIFT | 1;
    }

    /** Whether a ring element is a request and not a packet. */
    public static boolean isRequest(long element) {
        return (element & 1) != 0;
    }

    /** The neighbor's key in a request. */
    public static long key(long request) {
        return request >>> KEY_SHIFT;
    }
}
