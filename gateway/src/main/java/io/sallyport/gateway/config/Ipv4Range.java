package io.sallyport.gateway.config;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Addresses from one to another, both included.
 *
 * @param first in host order, unsigned not above {@code last}
 * @param last in host order
 */
public record Ipv4Range(int first, int last) {
    public Ipv4Range {
        if (Integer.compareUnsigned(first, last) > 0) {
            throw new IllegalArgumentException(Ipv4.format(first) + " is above " + Ipv4.format(last));
        }
    }

    /** Reads {@code a.b.c.d}, {@code a.b.c.d-e.f.g.h} or {@code a.b.c.d/length} without host bits; else empty. */
    public static Optional<Ipv4Range> parse(String text) {
        if (text.indexOf('/') >= 0) {
            return Ipv4Prefix.parse(text)
                    .filter(prefix -> prefix.network() == prefix.address())
                    .map(Ipv4Prefix::range);
        }
        int dash = text.indexOf('-');
        OptionalInt first = Ipv4.parse(dash < 0 ? text : text.substring(0, dash));
        OptionalInt last = dash < 0 ? first : Ipv4.parse(text.substring(dash + 1));
        return first.isPresent() && last.isPresent() && Integer.compareUnsigned(first.getAsInt(), last.getAsInt()) <= 0
                ? Optional.of(new Ipv4Range(first.getAsInt(), last.getAsInt()))
                : Optional.empty();
    }

    /** How many addresses there are, 1 to 2^32. */
    public long size() {
        return Integer.toUnsignedLong(last) - Integer.toUnsignedLong(first) + 1;
    }

    /** Whether {@code address} is one of them. */
    public boolean contains(int address) {
        return Integer.compareUnsigned(first, address) <= 0 && Integer.compareUnsigned(address, last) <= 0;
    }

    /** Whether the two ranges have an address in common. */
    public boolean overlaps(Ipv4Range other) {
        return Integer.compareUnsigned(first, other.last) <= 0 && Integer.compareUnsigned(other.first, last) <= 0;
    }

    @Override
    public String toString() {
        return first == last ? Ipv4.format(first) : Ipv4.format(first) + "-" + Ipv4.format(last);
    }
}
