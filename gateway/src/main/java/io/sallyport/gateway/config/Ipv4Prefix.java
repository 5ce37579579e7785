package io.sallyport.gateway.config;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An address with a prefix length. The address keeps its host bits, so that one value can say both an interface's own
 * address and its subnet.
 *
 * @param address in host order
 * @param length 0 to 32
 */
public record Ipv4Prefix(int address, int length) {
    public Ipv4Prefix {
        if (length < 0 || length > 32) {
            throw new IllegalArgumentException("prefix length " + length + " is not 0 to 32");
        }
    }

    /** Reads {@code a.b.c.d/length}; empty if it is anything else. */
    public static Optional<Ipv4Prefix> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        OptionalInt address = Ipv4.parse(text.substring(0, slash));
        OptionalInt length = Numbers.parse(text.substring(slash + 1), 0, 32);
        return address.isPresent() && length.isPresent()
                ? Optional.of(new Ipv4Prefix(address.getAsInt(), length.getAsInt()))
                : Optional.empty();
    }

    /** The network mask, in host order. */
    public int mask() {
        return length == 0 ? 0 : -1 << (32 - length);
    }

    /** The lowest address: the address with its host bits cleared. */
    public int network() {
        return address & mask();
    }

    /** The highest address: the address with its host bits set. */
    public int broadcast() {
        return address | ~mask();
    }

    /** Whether {@code other} is one of this prefix's addresses. */
    public boolean contains(int other) {
        return (other & mask()) == network();
    }

    /** Whether the two prefixes have an address in common. */
    public boolean overlaps(Ipv4Prefix other) {
        return length <= other.length ? contains(other.address) : other.contains(address);
    }

    /** Whether {@code other} names the subnet itself or all its hosts; never in /31 and /32 (RFC 3021). */
    public boolean reserves(int other) {
        return length < 31 && (other == network() || other == broadcast());
    }

    /** The addresses of the subnet from first to last. */
    public Ipv4Range range() {
        return new Ipv4Range(network(), broadcast());
    }

    @Override
    public String toString() {
        return Ipv4.format(address) + "/" + length;
    }
}
