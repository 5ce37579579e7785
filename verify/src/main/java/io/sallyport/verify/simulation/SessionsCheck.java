package io.sallyport.verify.simulation;

import static java.lang.Integer.reverseBytes;

import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.verify.check.Finding;
import io.sallyport.verify.model.End;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether each session of a gateway is with the one worker that owns it, no two of all workers agree in what packets are told
 * apart by, and every flow that must have a session has the one that was seen.
 */
final class SessionsCheck {
    private final Life life;
    private final Map<Key, Integer> byInside = new HashMap<>();
    private final Map<Key, Integer> byNat = new HashMap<>();
    private final Map<Key, End> nats = new HashMap<>();

    /** What packets of one direction are told apart by. */
    private record Key(int protocol, End one, End remote) {}

    SessionsCheck(Life life) {
        this.life = life;
    }

    /** Looks at all sessions of all workers. */
    void run() {
        for (Worker worker : life.rig().workers()) {
            for (int index = 0; index < worker.sessions().capacity(); index++) {
                long line = worker.sessions().line(index);
                if (worker.sessions().live(index) && SessionLine.isSession(line)) {
                    session(worker.number(), line);
                }
            }
        }
        for (Conversation talk : life.book().conversations()) {
            if (talk.isSure(life.now())) {
                flow(talk);
            }
        }
    }

    private void session(int worker, long line) {
        int protocol = SessionLine.protocol(line);
        End inside = end(SessionLine.insideAddress(line), SessionLine.insidePort(line));
        End nat = end(SessionLine.natAddress(line), SessionLine.natPort(line));
        End remote = end(SessionLine.remoteAddress(line), SessionLine.remotePort(line));
        int owner = life.book().owner(protocol, inside);
        if (owner != worker || SessionLine.owner(line) != owner) {
            throw new Finding(
                    "owner",
                    "the session of %s with %s is on worker %d and says %d; worker %d owns it"
                            .formatted(inside, remote, worker, SessionLine.owner(line), owner));
        }
        Integer first = byInside.putIfAbsent(new Key(protocol, inside, remote), worker);
        Integer other = byNat.putIfAbsent(new Key(protocol, nat, remote), worker);
        if (first != null || other != null) {
            throw new Finding(
                    "duplicate",
                    "workers %d and %s both have a session of %s as %s with %s"
                            .formatted(worker, first == null ? other : first, inside, nat, remote));
        }
        nats.put(new Key(protocol, inside, remote), nat);
    }

    private static End end(int address, int port) {
        return new End(reverseBytes(address), Ports.swap(port));
    }

    private void flow(Conversation talk) {
        Flow flow = talk.flow();
        End nat = nats.get(new Key(flow.protocol(), flow.inside(), flow.remote()));
        if (nat == null || !nat.equals(talk.nat())) {
            throw new Finding("session", "%s has left as %s and its session says %s".formatted(flow, talk.nat(), nat));
        }
        if (flow.kind() == Flow.Kind.HAIRPIN) {
            End second = nats.get(new Key(flow.protocol(), flow.mapped(), nat));
            if (!flow.remote().equals(second)) {
                throw new Finding(
                        "session",
                        "the second half of %s should be %s and is %s".formatted(flow, flow.remote(), second));
            }
        }
    }
}
