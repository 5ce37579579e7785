package io.sallyport.verify.model;

import io.sallyport.verify.model.Result.Fate;
import io.sallyport.verify.model.Result.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The moment at which one frame is dealt with, and what comes of it. */
final class Turn {
    final long now;
    final Choice choice;

    private final List<Sent> sent = new ArrayList<>();
    private final List<Fate> fates = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final Map<Count, Long> counts = new EnumMap<>(Count.class);

    Turn(long now, Choice choice) {
        this.now = now;
        this.choice = choice;
    }

    /** Drops the packet if it has to be, or if it may be and the gateway has made no session and dropped for this reason. */
    void refuse(boolean must, boolean may, FlowKey flow, Reason reason) {
        Drop.when(must || (may && hasRefused(flow, reason)), reason);
    }

    /** Whether the gateway has dropped for this reason and has no such session. */
    boolean hasRefused(FlowKey flow, Reason reason) {
        return choice.hasDropped(reason) && choice.natTuple(flow.protocol(), flow.local(), flow.remote()) == null;
    }

    void send(int interfaceNumber, byte[] frame) {
        sent.add(new Sent(interfaceNumber, frame));
        fates.add(new Fate(Kind.TRANSMITTED, null));
        count(Count.TX_PACKETS);
    }

    void consume() {
        fates.add(new Fate(Kind.CONSUMED, null));
        count(Count.CONSUMED_PACKETS);
    }

    void hold() {
        fates.add(new Fate(Kind.HELD, null));
    }

    void drop(Reason reason) {
        fates.add(new Fate(Kind.DROPPED, reason));
    }

    void find(String finding) {
        findings.add(finding);
    }

    void count(Count count) {
        counts.merge(count, 1L, Long::sum);
    }

    Result result() {
        return new Result(sent, fates, findings);
    }

    Map<Count, Long> counts() {
        return counts;
    }
}
