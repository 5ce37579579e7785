package io.sallyport.verify.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Parts of the gateway that random traffic can leave out, to find out where a difference comes from. */
enum Feature {
    FRAGMENTS,
    STATICS,
    INDEPENDENT,
    LIMITS,
    OTHER_PROTOCOLS,
    NO_NAT,
    SMALL_MTU,
    MSS_CLAMP,
    ICMP_ERRORS,
    TTL,
    HAIRPIN,
    TO_US,
    BAD_FRAMES;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String labels() {
        return Arrays.stream(values()).map(Feature::label).collect(Collectors.joining(", "));
    }
}
