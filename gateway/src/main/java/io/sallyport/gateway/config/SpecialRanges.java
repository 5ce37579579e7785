package io.sallyport.gateway.config;

import java.util.List;
import java.util.Optional;

/**
 * Addresses with a meaning of their own (RFC 6890). Those for documentation and benchmarks count as public: laboratories
 * route them.
 */
final class SpecialRanges {
    private static final List<Special> NO_HOST = List.of(
            special("0.0.0.0/8", "this network, RFC 1122"),
            special("127.0.0.0/8", "loopback, RFC 1122"),
            special("224.0.0.0/4", "multicast, RFC 5771"),
            special("240.0.0.0/4", "reserved and broadcast, RFC 1112"));

    private static final List<Special> PRIVATE = List.of(
            special("10.0.0.0/8", "RFC 1918"),
            special("172.16.0.0/12", "RFC 1918"),
            special("192.168.0.0/16", "RFC 1918"),
            special("100.64.0.0/10", "shared by carriers, RFC 6598"),
            special("169.254.0.0/16", "link-local, RFC 3927"));

    private record Special(Ipv4Prefix prefix, String meaning) {
        @Override
        public String toString() {
            return prefix + " (" + meaning + ")";
        }
    }

    private SpecialRanges() {}

    /** The range, described, that keeps an address from being a host's. */
    static Optional<String> noHost(int address) {
        return first(NO_HOST, new Ipv4Range(address, address));
    }

    /** The range, described, that keeps some of the addresses from being public. */
    static Optional<String> notPublic(Ipv4Range addresses) {
        return first(PRIVATE, addresses).or(() -> first(NO_HOST, addresses));
    }

    private static Optional<String> first(List<Special> specials, Ipv4Range addresses) {
        return specials.stream()
                .filter(special -> special.prefix.range().overlaps(addresses))
                .findFirst()
                .map(Special::toString);
    }

    private static Special special(String prefix, String meaning) {
        return new Special(Ipv4Prefix.parse(prefix).orElseThrow(), meaning);
    }
}
