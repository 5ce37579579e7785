package io.sallyport.dataplane.snapshot;

/**
 * A mapping that always exists. Addresses and ports are in packet byte order.
 *
 * @param protocol TCP or UDP for one port; {@link #ANY} for the whole address (1:1), with both ports 0
 * @param insideAddress the end inside
 * @param insidePort its port
 * @param outsideAddress the end outside: an address of its own for 1:1; for one port a pool address too
 * @param outsidePort its port
 */
public record StaticMapping(int protocol, int insideAddress, int insidePort, int outsideAddress, int outsidePort) {
    /** Protocol of a mapping of the whole address. */
    public static final int ANY = 0;

    /** Whether the whole address is mapped. */
    public boolean isOneToOne() {
        return protocol == ANY;
    }
}
