package io.sallyport.dataplane.snapshot;

import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.ports.PortSpan;

/**
 * One pool address and how it is used.
 *
 * @param address packet byte order
 * @param ports ports that dynamic NAT may use
 * @param endpointIndependent whether one NAT port serves all remote endpoints of an inside tuple
 * @param filtering whom mappings let in; with endpoint-dependent mapping only {@link Filtering#ENDPOINT_DEPENDENT}
 */
public record PoolAddress(int address, PortSpan ports, boolean endpointIndependent, Filtering filtering) {
    /** Refuses what cannot be. */
    public PoolAddress {
        if (!endpointIndependent && filtering != Filtering.ENDPOINT_DEPENDENT) {
            throw new IllegalArgumentException("endpoint-dependent mapping with " + filtering + " filtering");
        }
    }

    /** An address with all its ports, endpoint-dependent. */
    public static PoolAddress of(int address) {
        return new PoolAddress(address, PortSpan.ALL, false, Filtering.ENDPOINT_DEPENDENT);
    }
}
