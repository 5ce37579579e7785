package io.sallyport.api;

import java.util.List;

/**
 * One public address.
 *
 * @param pool name of the pool it belongs to
 * @param address IPv4 address
 * @param mapping {@code endpoint-dependent} or {@code endpoint-independent}
 * @param filtering whom mappings let in: {@code endpoint-dependent}, {@code address-dependent} or
 *     {@code endpoint-independent}
 * @param ports how many ports are taken, by protocol
 * @param workers which ports each worker gives out; the ranges do not overlap (checklist C1.10)
 */
public record PoolAddress(
        String pool, String address, String mapping, String filtering, List<PortUse> ports, List<WorkerPorts> workers) {
    public PoolAddress {
        ports = List.copyOf(ports);
        workers = List.copyOf(workers);
    }
}
