package io.sallyport.gateway.config;

import java.util.List;

/**
 * Public addresses that inside hosts are given (checklist C1.6, C1.7).
 *
 * @param name what counters and commands call it, unique
 * @param addresses in the order of the file; no two overlap, in this pool or another
 * @param ports what dynamic NAT may use on each address; reaches every slot's block of 1,024
 */
public record PoolConfig(String name, List<Ipv4Range> addresses, PortRange ports) {
    public PoolConfig {
        addresses = List.copyOf(addresses);
    }

    /** Addresses in all. */
    public long size() {
        return addresses.stream().mapToLong(Ipv4Range::size).sum();
    }
}
