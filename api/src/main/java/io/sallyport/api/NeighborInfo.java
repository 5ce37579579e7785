package io.sallyport.api;

import org.jspecify.annotations.Nullable;

/**
 * One neighbor.
 *
 * @param interfaceName the interface it is reached through
 * @param address IPv4 address
 * @param mac MAC address, null unless the neighbor is resolved
 * @param state {@link #RESOLVED}, {@link #RESOLVING} or {@link #FAILED}
 * @param ageSeconds seconds since the state was last confirmed
 */
public record NeighborInfo(
        String interfaceName, String address, @Nullable String mac, String state, long ageSeconds) {
    /** The MAC address is known. */
    public static final String RESOLVED = "resolved";
    /** Asked for, no answer yet. */
    public static final String RESOLVING = "resolving";
    /** Asked for, no answer in time. */
    public static final String FAILED = "failed";
}
