package io.sallyport.dataplane.snapshot;

import java.util.Arrays;
import java.util.List;

/**
 * What a configuration says about translation.
 *
 * @param pool NAT addresses for dynamic sessions, at least one; an address's place is its pool address index
 * @param statics mappings that always exist
 * @param untranslated destinations that are routed as they are (RFC 6888 REQ-6)
 */
public record NatFacts(List<PoolAddress> pool, List<StaticMapping> statics, List<NetworkSet.Network> untranslated) {
    /** Copies the lists. */
    public NatFacts {
        pool = List.copyOf(pool);
        statics = List.copyOf(statics);
        untranslated = List.copyOf(untranslated);
    }

    /** A pool of endpoint-dependent addresses (packet byte order) and nothing else. */
    public static NatFacts of(int... addresses) {
        return new NatFacts(Arrays.stream(addresses).mapToObj(PoolAddress::of).toList(), List.of(), List.of());
    }
}
