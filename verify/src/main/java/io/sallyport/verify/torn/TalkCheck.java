package io.sallyport.verify.torn;

import io.sallyport.dataplane.memory.Topology;
import io.sallyport.verify.check.Finding;
import io.sallyport.verify.craft.Craft;
import io.sallyport.verify.model.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Whether packets of sessions that were taken over are translated as before, both ways, and nothing is dropped. */
final class TalkCheck {
    private static final int MOST = 6;
    /** A session that has less than this left is not asked, since some time passes. */
    private static final int MARGIN_MILLIS = 50;

    private final Gateway gateway;
    private final Scene scene;
    private final SplittableRandom random;

    TalkCheck(Gateway gateway, Scene scene, SplittableRandom random) {
        this.gateway = gateway;
        this.scene = scene;
        this.random = random;
    }

    /**
     * Sends packets both ways in some of the sessions.
     *
     * @return how many sessions
     * @throws Finding if one was translated otherwise, or not at all
     */
    int run(Contents sessions) {
        List<Identity> asked = new ArrayList<>();
        for (Map.Entry<Identity, Contents.State> entry : sessions.sessions().entrySet()) {
            Contents.State state = entry.getValue();
            int left = scene.timeouts().of(entry.getKey().protocol(), state.tcpState())
                    - (gateway.stamp() - state.lastActivity());
            if (left > MARGIN_MILLIS && !isHairpin(entry.getKey())) {
                asked.add(entry.getKey());
            }
        }
        while (asked.size() > MOST) {
            asked.remove(random.nextInt(asked.size()));
        }
        long dropped = gateway.dropped();
        asked.forEach(this::ask);
        if (gateway.dropped() != dropped) {
            throw new Finding("drop", "packets of sessions that go on are dropped");
        }
        gateway.balance();
        return asked.size();
    }

    /** Either half of a hairpin: what is sent there comes back, and nobody outside may send it. */
    private boolean isHairpin(Identity session) {
        int remote = session.remote().address();
        return scene.outsides().stream().anyMatch(outside -> outside.end().address() == remote)
                || scene.nat().pool().stream().anyMatch(one -> Integer.reverseBytes(one.address()) == remote);
    }

    private void ask(Identity session) {
        expect(session, Topology.OUTSIDE, session.remote(), session.nat(), session.remote(), session.inside());
        expect(session, Topology.INSIDE, session.inside(), session.remote(), session.nat(), session.remote());
    }

    private void expect(Identity session, int from, End source, End destination, End sourceThen, End destinationThen) {
        boolean answer = from == Topology.OUTSIDE;
        byte[] packet = Frames.packet(session.protocol(), new Frames.Ends(source, destination), Craft.ACK, answer);
        gateway.arrive(from, random.nextInt(gateway.workers().size()), packet);
        gateway.run();
        List<byte[]> sent = gateway.sent(answer ? Topology.INSIDE : Topology.OUTSIDE);
        Frames.Ends wanted = new Frames.Ends(sourceThen, destinationThen);
        if (sent.size() != 1 || !Frames.ends(sent.getFirst()).equals(wanted)) {
            throw new Finding(
                    "translation",
                    "of %s, a packet of %s to %s left as %s, not as %s"
                            .formatted(
                                    session,
                                    source,
                                    destination,
                                    sent.stream().map(Frames::ends).toList(),
                                    wanted));
        }
    }
}
