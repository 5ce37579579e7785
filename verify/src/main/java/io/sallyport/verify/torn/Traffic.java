package io.sallyport.verify.torn;

import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.verify.craft.Craft;
import io.sallyport.verify.model.End;
import java.util.SplittableRandom;

/** Random packets that open, use, close and knock at sessions, and random time between them. */
final class Traffic {
    private static final int PSH = 8;
    private static final int[] FLAGS = {
        Craft.SYN, Craft.SYN, Craft.ACK, PSH | Craft.ACK, Craft.FIN | Craft.ACK, Craft.RST, Craft.SYN | Craft.ACK
    };
    private static final int MOST = 6;
    private static final int TRIES = 12;
    private static final long MILLI = 1_000_000;

    private final Scene scene;
    private final SplittableRandom random;

    Traffic(Scene scene, SplittableRandom random) {
        this.scene = scene;
        this.random = random;
    }

    /** Lets time pass: mostly little, sometimes as long as sessions live. */
    void pass(Gateway gateway) {
        int kind = random.nextInt(20);
        int millis = kind < 14 ? random.nextInt(20) : kind < 18 ? random.nextInt(1_500) : random.nextInt(7_000);
        gateway.pass(millis * MILLI);
    }

    /** A few packets come in, each on any queue. */
    void some(Gateway gateway) {
        for (int count = random.nextInt(MOST + 1); count > 0; count--) {
            one(gateway);
        }
    }

    /** All that a moment brings: time, packets, and a turn for each worker. */
    void round(Gateway gateway) {
        pass(gateway);
        some(gateway);
        gateway.settle();
    }

    private void one(Gateway gateway) {
        Talk talk = scene.talks().get(random.nextInt(scene.talks().size()));
        int kind = random.nextInt(100);
        long line = kind < 55 ? 0 : someLine(gateway);
        if (line == 0) {
            out(gateway, talk.protocol(), talk.inside(), talk.remote());
        } else if (kind < 85) {
            in(gateway, Identity.of(line));
        } else if (kind < 93 && !scene.outsides().isEmpty()) {
            Scene.Outside outside =
                    scene.outsides().get(random.nextInt(scene.outsides().size()));
            int port = Talk.hasRemotePort(outside.protocol()) ? 443 + random.nextInt(2) : 0;
            End from = new End(SceneMaker.SERVERS + random.nextInt(3), port);
            arrive(gateway, Topology.OUTSIDE, outside.protocol(), from, outside.end(), oneIn(2));
        } else if (SessionLine.protocol(line) == talk.protocol()) {
            out(gateway, talk.protocol(), talk.inside(), Identity.of(line).nat());
        }
    }

    private void out(Gateway gateway, int protocol, End inside, End remote) {
        arrive(gateway, Topology.INSIDE, protocol, inside, remote, false);
    }

    /** From whom a session or mapping has sent to, or from another port of theirs, or from anybody. */
    private void in(Gateway gateway, Identity session) {
        End from = session.remote();
        if (from.address() == 0 || oneIn(5)) {
            int address = from.address() == 0 || oneIn(2) ? SceneMaker.SERVERS + random.nextInt(4) : from.address();
            from = new End(address, Talk.hasRemotePort(session.protocol()) ? 1 + random.nextInt(1_000) : 0);
        }
        arrive(gateway, Topology.OUTSIDE, session.protocol(), from, session.nat(), !oneIn(8));
    }

    private void arrive(Gateway gateway, int interfaceNumber, int protocol, End from, End to, boolean answer) {
        int flags = FLAGS[random.nextInt(FLAGS.length)];
        byte[] packet = Frames.packet(protocol, new Frames.Ends(from, to), flags, answer);
        gateway.arrive(interfaceNumber, random.nextInt(gateway.workers().size()), packet);
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** A line that holds something, or 0. */
    private long someLine(Gateway gateway) {
        for (int tries = 0; tries < TRIES; tries++) {
            long line = gateway.lines() + (long) random.nextInt(gateway.count()) * SessionLine.SIZE;
            if (SessionLine.isLive(line)) {
                return line;
            }
        }
        return 0;
    }
}
