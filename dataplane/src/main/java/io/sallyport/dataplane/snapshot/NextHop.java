package io.sallyport.dataplane.snapshot;

/**
 * Where a route leads.
 *
 * @param interfaceNumber interface to leave by
 * @param gateway address of the next router in packet byte order, 0 if the destination itself is the neighbor
 */
public record NextHop(int interfaceNumber, int gateway) {}
