package io.sallyport.verify.simulation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One packet on its way through a simulated gateway, as the book has it.
 *
 * @param number in the order of arrival, from 1; 0 for a packet of the gateway's own
 * @param flow what it belongs to; null for a packet of the gateway's own
 * @param side which end sent it
 * @param kind what it is
 * @param at when it came, in nanoseconds
 * @param sequence its number among the packets of this side
 * @param group packets of a side that came on one queue one after the other have the same
 * @param isKnown whether the flow was established when it came
 * @param flags TCP flags
 * @param piece which piece of its datagram, for {@link Kind#PIECE}
 * @param way the workers that it has to see
 * @param frame as it came
 * @param error as an ICMP error must leave; nothing for all else
 */
record Parcel(
        int number,
        @Nullable Flow flow,
        Side side,
        Kind kind,
        long at,
        int sequence,
        int group,
        boolean isKnown,
        int flags,
        int piece,
        Way way,
        Frame frame,
        Frame error) {
    /** What a packet is. */
    enum Kind {
        /** Data of a flow. */
        DATA,
        /** A fragment of a datagram of a flow. */
        PIECE,
        /** An ICMP error about a packet of a flow. */
        ERROR,
        /** To a flow's NAT tuple, from somebody else. */
        STRANGER,
        /** An ICMP error of the gateway's own. */
        OWN
    }

    static Parcel generated() {
        return new Parcel(0, null, Side.FIRST, Kind.OWN, 0, 0, 0, false, 0, 0, Way.ANY, Frame.NONE, Frame.NONE);
    }

    /** The flow of a packet that is not of the gateway's own. */
    Flow of() {
        if (flow == null) {
            throw new IllegalStateException("a packet of the gateway's own has no flow");
        }
        return flow;
    }

    /** Whether it is a TCP segment that opens a flow. */
    boolean isSyn() {
        return (flags & 0x12) == 2;
    }

    @Override
    public String toString() {
        return flow == null
                ? "an ICMP error of the gateway's own"
                : "packet %d: %s%s %d from the %s end of %s"
                        .formatted(
                                number,
                                kind == Kind.DATA && flow.protocol() == Flow.TCP
                                        ? "TCP flags %02x, ".formatted(flags)
                                        : "",
                                kind == Kind.PIECE
                                        ? "piece %d of datagram".formatted(piece)
                                        : kind.name().toLowerCase(Locale.ROOT),
                                sequence,
                                side == Side.FIRST ? "first" : "second",
                                flow);
    }
}
