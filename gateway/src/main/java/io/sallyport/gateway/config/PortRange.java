package io.sallyport.gateway.config;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Transport ports from one to another, both included.
 *
 * @param first 0 to {@code last}
 * @param last at most 65535
 */
public record PortRange(int first, int last) {
    /** Every port that dynamic NAT may use: all but block 0, which is kept for static mappings. */
    public static final PortRange ALL = new PortRange(1024, 65535);

    /** Reads {@code first-last}, each 0 to 65535 and in order; empty if it is anything else. */
    public static Optional<PortRange> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        OptionalInt first = Numbers.parse(text.substring(0, dash), 0, 65535);
        OptionalInt last = Numbers.parse(text.substring(dash + 1), 0, 65535);
        return first.isPresent() && last.isPresent() && first.getAsInt() <= last.getAsInt()
                ? Optional.of(new PortRange(first.getAsInt(), last.getAsInt()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
