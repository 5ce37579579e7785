package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.Filtering;
import io.sallyport.verify.model.Configuration.PoolAddress;
import java.util.ArrayList;
import java.util.List;

/** An endpoint-independent mapping: one NAT tuple for all sessions of an inside tuple. */
final class NatMapping {
    final int protocol;
    final End inside;
    final End nat;
    final PoolAddress pool;
    final List<Session> sessions = new ArrayList<>();
    /** When its last session ended; means something while there is none. */
    long restingSince = Long.MIN_VALUE;

    NatMapping(int protocol, End inside, End nat, PoolAddress pool) {
        this.protocol = protocol;
        this.inside = inside;
        this.nat = nat;
        this.pool = pool;
    }

    boolean isResting() {
        return sessions.isEmpty();
    }

    /** Whether its filter lets a new remote address in. */
    boolean letsIn(int remoteAddress) {
        return letsIn(remoteAddress, sessions);
    }

    /** Whether its filter would let a new remote address in if it had these sessions. */
    boolean letsIn(int remoteAddress, List<Session> having) {
        return switch (pool.filtering()) {
            case ENDPOINT_INDEPENDENT -> !having.isEmpty();
            case ADDRESS_DEPENDENT -> having.stream().anyMatch(s -> s.remote.address() == remoteAddress);
            case ENDPOINT_DEPENDENT -> false;
        };
    }

    /** Places in the table that it takes beside its sessions: its own, and one for each remote address that is let in. */
    int places() {
        return 1
                + (hasPeers()
                        ? (int) sessions.stream()
                                .map(s -> s.remote.address())
                                .distinct()
                                .count()
                        : 0);
    }

    /** Whether a remote address takes a place of its own. */
    boolean hasPeers() {
        return protocol != Ip.ICMP && pool.filtering() == Filtering.ADDRESS_DEPENDENT;
    }

    boolean hasPeer(int remoteAddress) {
        return sessions.stream().anyMatch(s -> s.remote.address() == remoteAddress);
    }
}
