package io.sallyport.verify.torn;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.verify.check.Finding;
import io.sallyport.verify.check.StateCheck;
import io.sallyport.verify.model.End;
import io.sallyport.verify.model.Ownership;
import java.util.HashSet;
import java.util.Set;

/** Whether what a gateway at rest has taken over fits together, over all workers. */
final class TablesCheck {
    private final Gateway gateway;
    private final Scene scene;
    private final Set<Key> keys = new HashSet<>();

    /** What packets of one direction are told apart by. */
    private record Key(boolean fromInside, int protocol, End one, End remote) {}

    TablesCheck(Gateway gateway, Scene scene) {
        this.gateway = gateway;
        this.scene = scene;
    }

    /**
     * Looks at all of it: {@link StateCheck}, one owner each, no key twice, a peer where there must be one and no other.
     *
     * @throws Finding if something does not fit
     */
    void run() {
        new StateCheck(gateway.workers(), scene.nat().pool(), 0).run();
        for (Worker worker : gateway.workers()) {
            Contents contents =
                    Contents.of(worker.sessions().line(0), worker.sessions().capacity());
            contents.sessions().keySet().forEach(session -> session(worker, session));
            contents.mappings().forEach(mapping -> session(worker, mapping));
            peers(contents);
            long active = worker.counters().get(Counter.SESSIONS_ACTIVE);
            if (active != contents.sessions().size()) {
                throw new Finding(
                        "counters",
                        "worker %d counts %d sessions and has %d"
                                .formatted(
                                        worker.number(),
                                        active,
                                        contents.sessions().size()));
            }
        }
    }

    private void session(Worker worker, Identity session) {
        int owner = new Ownership(gateway.workers().size(), 1).owner(session.protocol(), session.inside());
        if (owner != worker.number()) {
            throw new Finding(
                    "owner", "%s is on worker %d, worker %d owns it".formatted(session, worker.number(), owner));
        }
        if (!keys.add(new Key(true, session.protocol(), session.inside(), session.remote()))
                || !keys.add(new Key(false, session.protocol(), session.nat(), session.remote()))) {
            throw new Finding("duplicate", "two sessions have a key of " + session);
        }
    }

    private void peers(Contents contents) {
        Set<Identity> due = new HashSet<>();
        for (Identity session : contents.sessions().keySet()) {
            if (session.isMapped() && session.protocol() != Talk.ICMP && filtersByAddress(session)) {
                due.add(session.peer());
            }
        }
        if (!due.equals(contents.peers())) {
            throw new Finding("peers", "sessions need %s, there are %s".formatted(due, contents.peers()));
        }
    }

    private boolean filtersByAddress(Identity session) {
        for (PoolAddress address : scene.nat().pool()) {
            if (Integer.reverseBytes(address.address()) == session.nat().address()) {
                return address.filtering() == Filtering.ADDRESS_DEPENDENT;
            }
        }
        return false;
    }
}
