package io.sallyport.verify.simulation;

import io.sallyport.verify.model.End;
import java.util.Locale;

/**
 * Two ends that talk, as the story has them from its start.
 *
 * @param number from 0
 * @param kind who opens it, and where the other end is
 * @param protocol ICMP, TCP or UDP
 * @param inside the first end, which is inside
 * @param remote the second end as the first one sees it: a server, or the outside end of a static mapping
 * @param mapped outside end of the static mapping that the first end has, or in a hairpin the inside end of the mapping that the
 *     second one has; {@link #NONE} in flows with a NAT tuple of the pool
 */
record Flow(int number, Kind kind, int protocol, End inside, End remote, End mapped) {
    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;
    /** No end. */
    static final End NONE = new End(0, 0);

    /** Who opens it, and where the other end is. */
    enum Kind {
        /** From inside to a server. */
        OUTWARD,
        /** From outside, through a static mapping. */
        INWARD,
        /** From inside to the outside end of a static mapping, and so to another inside host. */
        HAIRPIN
    }

    /** Side that opens it. */
    Side opener() {
        return kind == Kind.INWARD ? Side.SECOND : Side.FIRST;
    }

    /** Whether a packet of a side comes in from outside. */
    boolean fromOutside(Side side) {
        return kind != Kind.HAIRPIN && side == Side.SECOND;
    }

    private static String name(int protocol) {
        return protocol == TCP ? "TCP" : protocol == UDP ? "UDP" : "ICMP";
    }

    @Override
    public String toString() {
        return "flow %d (%s %s, %s to %s)"
                .formatted(number, kind.name().toLowerCase(Locale.ROOT), name(protocol), inside, remote);
    }
}
