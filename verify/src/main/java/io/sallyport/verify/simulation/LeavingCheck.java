package io.sallyport.verify.simulation;

import io.sallyport.verify.check.Finding;
import io.sallyport.verify.model.End;
import io.sallyport.verify.model.Ownership;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whether a packet that leaves is what it must have become: by the right interface, from its flow's owner, in order, with the bytes that
 * follow from the flow's NAT tuple; and whether a NAT tuple seen for the first time may be that flow's. One thread.
 */
final class LeavingCheck {
    private final Scenario scenario;
    private final Book book;

    LeavingCheck(Scenario scenario, Book book) {
        this.scenario = scenario;
        this.book = book;
    }

    /** A packet leaves; everything about it must be right. */
    void check(Parcel parcel, int interfaceNumber, int queue, byte[] frame, long now) {
        if (parcel.kind() == Parcel.Kind.OWN) {
            if (!Frames.isGoodError(frame)) {
                throw new Finding("own error", "an ICMP error of the gateway's own is damaged: " + text(frame));
            }
            return;
        }
        Flow flow = parcel.of();
        boolean outside = parcel.side() == Side.FIRST && flow.kind() != Flow.Kind.HAIRPIN;
        if (interfaceNumber != (outside ? Network.OUTSIDE : Network.INSIDE)) {
            throw new Finding("interface", parcel + " leaves by interface " + interfaceNumber);
        }
        if (queue != parcel.way().exit()) {
            throw new Finding(
                    "owner", "%s leaves from worker %d; its way is %s".formatted(parcel, queue, parcel.way()));
        }
        if (parcel.kind() == Parcel.Kind.STRANGER) {
            throw new Finding("filter", parcel + " is let in");
        }
        Conversation talk = book.conversation(flow);
        if (parcel.kind() == Parcel.Kind.ERROR) {
            error(parcel, talk, frame, now);
        } else {
            translated(parcel, talk, frame, now);
        }
    }

    private void translated(Parcel parcel, Conversation talk, byte[] frame, long now) {
        Flow flow = parcel.of();
        boolean shows = parcel.side() == Side.FIRST && flow.kind() != Flow.Kind.INWARD && parcel.piece() == 0;
        End before = Book.natOf(talk);
        End nat = shows ? Frames.source(flow.protocol(), frame) : before;
        boolean former = shows && !nat.equals(before) && talk.isSure(now);
        if (former && talk.isSureSince(parcel.at(), now)) {
            throw new Finding("NAT tuple", "%s leaves as %s, the flow has been %s".formatted(parcel, nat, before));
        }
        if (shows && !nat.equals(before) && !former) {
            given(flow, nat, now);
        }
        Frames.Ends ends = Frames.seen(flow, parcel.side(), nat);
        byte[] expected = parcel.kind() == Parcel.Kind.PIECE
                ? Frames.piece(parcel.side(), ends, parcel.sequence(), parcel.piece(), true)
                : Frames.data(flow.protocol(), parcel.side(), ends, parcel.number(), parcel.flags(), true);
        if (!Arrays.equals(expected, frame)) {
            if (!shows && !talk.isSureSince(parcel.at(), now)) {
                return; // the NAT tuple that its sender knew may be another flow's by now
            }
            throw new Finding(
                    "translation", "%s leaves as %s and should be %s".formatted(parcel, text(frame), text(expected)));
        }
        if (parcel.kind() == Parcel.Kind.DATA && !talk.left(parcel)) {
            throw new Finding("order", parcel + " leaves after one that came later on the same queue");
        }
        if (former) {
            return; // it has waited since the flow had a session before this one, and tells nothing of this one
        }
        if (parcel.piece() == 0 || talk.isSureSince(parcel.at(), now)) {
            talk.refreshed(parcel, nat, new Frame(frame), now); // a later fragment does not show of which session it is
        }
    }

    /** A NAT tuple that a flow has not had before: of its slot, of a pool address that may be its host's, and nobody else's. */
    private void given(Flow flow, End nat, long now) {
        int slot = Ownership.slot(flow.protocol(), flow.inside());
        int own = book.poolIndex(flow.inside().address());
        int pool = nat.address() - Network.POOL;
        boolean paired = pool == own || scenario.options().softPairing();
        if (pool < 0 || pool >= scenario.pool().size() || !paired) {
            throw new Finding("pool address", "%s gets %s; its own is number %d".formatted(flow, nat, own));
        }
        if (nat.equals(Network.WEB_OUTSIDE) && flow.protocol() == Flow.TCP) {
            throw new Finding("static port", "%s gets %s, which a static mapping has".formatted(flow, nat));
        }
        var ports = scenario.pool().get(pool).ports();
        if (nat.port() >>> 10 != slot || nat.port() < ports.lowest() || nat.port() > ports.highest()) {
            throw new Finding("NAT port", "%s gets %s, which is not of slot %d".formatted(flow, nat, slot));
        }
        for (Conversation other : book.conversations()) {
            Flow one = other.flow();
            boolean same = one.protocol() == flow.protocol() && one.remote().equals(flow.remote());
            if (!one.equals(flow) && same && other.isSure(now) && nat.equals(other.nat())) {
                throw new Finding("duplicate", "%s and %s are both %s".formatted(flow, one, nat));
            }
        }
    }

    private void error(Parcel parcel, Conversation talk, byte[] frame, long now) {
        if (talk.isSureSince(parcel.at(), now) && !parcel.error().is(frame)) {
            throw new Finding(
                    "error",
                    "%s leaves as %s and should be %s"
                            .formatted(parcel, text(frame), text(parcel.error().bytes())));
        }
    }

    private static String text(byte[] frame) {
        return HexFormat.of().formatHex(frame);
    }
}
