package io.sallyport.gateway.config;

import io.sallyport.gateway.config.NatConfig.Filtering;
import io.sallyport.gateway.config.NatConfig.Mapping;
import java.util.List;

/**
 * Public addresses that inside hosts are given (checklist C1.6, C1.7).
 *
 * @param name what counters and commands call it, unique
 * @param addresses in the order of the file; no two overlap, in this pool or another
 * @param ports what dynamic NAT may use on each address; reaches every slot's block of 1,024
 * @param mapping whether a NAT tuple is for one remote endpoint or for all (checklist C0.3)
 * @param filtering whom mappings let in (checklist C6.5); endpoint-dependent where {@code mapping} is
 */
public record PoolConfig(
        String name, List<Ipv4Range> addresses, PortRange ports, Mapping mapping, Filtering filtering) {
    public PoolConfig {
        addresses = List.copyOf(addresses);
    }

    /** Addresses in all. */
    public long size() {
        return addresses.stream().mapToLong(Ipv4Range::size).sum();
    }
}
