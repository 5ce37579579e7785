package io.sallyport.verify.simulation;

import static io.sallyport.dataplane.count.DropReason.*;

import io.sallyport.dataplane.count.DropReason;

/**
 * For which reasons a packet may be dropped, as a set of bits: a packet of an established flow only for those that the story has
 * brought about, a flow's first packets also because there is no room for another flow.
 */
final class Excuses {
    /** Packets that can wait for one worker to take them over for the first time: docs/architecture.md says so. */
    static final int CROWD = 256;
    /** Packets that can wait for one worker to take them over again. */
    static final int LATER_CROWD = 128;

    private static final long REFUSED = bits(SESSION_TABLE_FULL, HOST_SESSION_LIMIT, HOST_PORT_LIMIT, HOST_RATE_LIMIT);

    private final Scenario scenario;
    private final Book book;
    private long insideLacked = Long.MIN_VALUE;
    private long outsideLacked = Long.MIN_VALUE;
    private long routeLacked = Long.MIN_VALUE;
    private int bits = Network.WHOLE;

    Excuses(Scenario scenario, Book book) {
        this.scenario = scenario;
        this.book = book;
    }

    /** The set of some reasons. */
    static long bits(DropReason... reasons) {
        long set = 0;
        for (DropReason reason : reasons) {
            set |= 1L << reason.ordinal();
        }
        return set;
    }

    /** Another snapshot is published. */
    void published(int has, long now) {
        notice(now);
        bits = has;
        notice(now);
    }

    private void notice(long now) {
        insideLacked = (bits & Network.INSIDE_NEIGHBOR) == 0 ? now : insideLacked;
        outsideLacked = (bits & Network.OUTSIDE_NEIGHBOR) == 0 ? now : outsideLacked;
        routeLacked = (bits & (Network.INSIDE_ROUTE | Network.OUTSIDE_ROUTE)) != 12 ? now : routeLacked;
    }

    /** Whether packets may wait for a neighbor now. */
    boolean neighborLacks() {
        return (bits & (Network.INSIDE_NEIGHBOR | Network.OUTSIDE_NEIGHBOR)) != 3;
    }

    /**
     * What has come to pass that may cost packets.
     *
     * @param now time in nanoseconds
     * @param ringLacks longest time in nanoseconds that a ring of the worker has had no room for new flows, -1 if all have
     * @param ringStands longest time in nanoseconds that a ring of the worker has been full with nothing taken from it
     * @param transmitStands longest time in nanoseconds that a transmit queue of the worker has been full with nothing accepted
     * @param tableFull whether the worker's table of sessions was full in this turn
     */
    record Trouble(long now, long ringLacks, long ringStands, long transmitStands, boolean tableFull) {}

    /** The reasons for which a packet may be dropped; {@code crowd}: how many may be waiting where it is handed over. */
    long of(Parcel parcel, Trouble trouble, int crowd) {
        notice(trouble.now());
        if (parcel.kind() == Parcel.Kind.OWN) {
            return -1L;
        }
        Conversation talk = book.conversation(parcel.of());
        boolean kept = parcel.isKnown() && talk.isSureSince(parcel.at(), trouble.now());
        return network(parcel)
                | congestion(parcel, trouble, crowd, kept)
                | (kept ? 0 : refused(parcel, trouble))
                | pieces(parcel, trouble);
    }

    private long network(Parcel parcel) {
        long reasons = 0;
        if (Math.max(insideLacked, outsideLacked) >= parcel.at()) {
            reasons |= bits(NEIGHBOR_UNRESOLVED, NEIGHBOR_QUEUE_FULL);
        }
        if (routeLacked >= parcel.at()) {
            reasons |= bits(NO_ROUTE, NO_NAT_ROLE, SPOOFED_SOURCE);
        }
        return reasons;
    }

    private long congestion(Parcel parcel, Trouble trouble, int crowd, boolean kept) {
        long reasons = 0;
        boolean later = parcel.kind() == Parcel.Kind.PIECE || parcel.of().kind() == Flow.Kind.HAIRPIN;
        if (crowd >= (later ? LATER_CROWD : CROWD) && trouble.ringStands() >= scenario.patience()) {
            reasons |= bits(HANDOFF_RING_FULL_ESTABLISHED);
        }
        if (!kept && trouble.ringLacks() >= scenario.patience()) {
            reasons |= bits(HANDOFF_RING_FULL_NEW);
        }
        long patience = parcel.isSyn() ? scenario.patience() : 2 * scenario.patience();
        if (trouble.transmitStands() >= patience) {
            reasons |= bits(TX_QUEUE_FULL);
        }
        return reasons;
    }

    /** Why there may be no session for it. */
    private long refused(Parcel parcel, Trouble trouble) {
        Flow flow = parcel.of();
        boolean second = parcel.side() == Side.SECOND;
        long reasons = 0;
        if (parcel.kind() == Parcel.Kind.STRANGER) {
            return bits(ED_FILTER);
        }
        if (parcel.kind() == Parcel.Kind.ERROR) {
            return bits(NO_SESSION);
        }
        boolean opens = flow.protocol() == Flow.UDP || parcel.isSyn() || (flow.protocol() == Flow.ICMP && !second);
        if (!opens || parcel.piece() > 0) {
            reasons |= bits(NO_SESSION);
        }
        if (flow.kind() == Flow.Kind.HAIRPIN || (flow.kind() == Flow.Kind.OUTWARD && second)) {
            reasons |= bits(ED_FILTER);
        }
        if (flow.kind() == Flow.Kind.HAIRPIN
                || scenario.pool().getFirst().ports().highest() < 65_535) {
            reasons |= bits(NO_PORT);
        }
        boolean mayBeFull = trouble.tableFull() || scenario.limits().perHost();
        return reasons | (mayBeFull ? REFUSED : REFUSED & ~bits(SESSION_TABLE_FULL));
    }

    private long pieces(Parcel parcel, Trouble trouble) {
        if (parcel.kind() != Parcel.Kind.PIECE) {
            return 0;
        }
        boolean late = trouble.now() - parcel.at() >= (scenario.timeouts().fragment() - 2) * 1_000_000L;
        return (late ? bits(FRAGMENT_TIMEOUT) : 0) | (book.pieces() >= 64 ? bits(FRAGMENT_TABLE_FULL) : 0);
    }
}
