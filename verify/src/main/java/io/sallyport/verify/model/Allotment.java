package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.Mapping;
import io.sallyport.verify.model.Configuration.PoolAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Section 5, NAT port: which NAT tuple a new session gets, and what it may lack. */
final class Allotment {
    private final Sessions sessions;
    private final PortJudge judge;

    Allotment(Sessions sessions, PortJudge judge) {
        this.sessions = sessions;
        this.judge = judge;
    }

    /** The session that the gateway has made, if it could and may. */
    Session session(Turn turn, FlowKey flow, int owner) {
        PoolAddress own = judge.own(flow.local().address());
        boolean isIndependent = NatPorts.hasPorts(flow.protocol()) && own.mapping() == Mapping.ENDPOINT_INDEPENDENT;
        End taken = turn.choice.natTuple(flow.protocol(), flow.local(), flow.remote());
        return isIndependent ? mapped(turn, flow, owner, taken) : dependent(turn, flow, owner, taken);
    }

    private Session dependent(Turn turn, FlowKey flow, int owner, @Nullable End taken) {
        if (NatPorts.hasPorts(flow.protocol())) {
            requirePorts(turn, flow);
        }
        End nat = choose(turn, flow, taken);
        return new Session(flow, nat, owner, poolOf(nat), null, turn.now);
    }

    private Session mapped(Turn turn, FlowKey flow, int owner, @Nullable End taken) {
        NatMapping mapping = sessions.mappingOf(flow.protocol(), flow.local());
        NatMapping rested = sessions.late.mapping(flow.protocol(), flow.local());
        if (mapping == null && rested != null && rested.nat.equals(taken)) {
            sessions.revive(rested);
            mapping = rested;
        }
        if (mapping == null) {
            requirePorts(turn, flow);
            requirePort(turn, flow, taken);
            requirePlaces(turn, flow, owner, null, 1 + (hasPeers(flow) ? 1 : 0));
            End nat = choose(turn, flow, taken);
            mapping = sessions.addMapping(flow, nat, poolOf(nat));
        } else {
            requirePlaces(turn, flow, owner, mapping, 0);
            if (!mapping.nat.equals(taken)) {
                turn.find("%s has the mapping %s, the gateway chose %s".formatted(flow, mapping.nat, taken));
            }
        }
        return new Session(flow, mapping.nat, owner, mapping.pool, mapping, turn.now);
    }

    private boolean hasPeers(FlowKey flow) {
        PoolAddress own = judge.own(flow.local().address());
        return new NatMapping(flow.protocol(), flow.local(), flow.local(), own).hasPeers();
    }

    /** Whether the table has places for a session, its peer if it is the first of its remote address, and {@code more}. */
    void requirePlaces(Turn turn, FlowKey insideKey, int owner, @Nullable NatMapping mapping, int more) {
        boolean isNewPeer = mapping != null
                && mapping.hasPeers()
                && !mapping.hasPeer(insideKey.remote().address());
        int needed = 1 + more + (isNewPeer ? 1 : 0);
        boolean isFull = sessions.places(owner) < needed;
        turn.refuse(isFull, !sessions.late.isEmpty(), insideKey, Reason.SESSION_TABLE_FULL);
    }

    private void requirePorts(Turn turn, FlowKey flow) {
        int host = flow.local().address();
        boolean hasAll = sessions.hosts.hasAllItsPorts(host, 0);
        boolean hadAll = sessions.hosts.hasAllItsPorts(host, sessions.late.portsOfHost(host));
        turn.refuse(hasAll, hadAll, flow, Reason.HOST_PORT_LIMIT);
    }

    private PoolAddress poolOf(End nat) {
        PoolAddress pool = judge.poolAddress(nat.address());
        if (pool == null) {
            throw new IllegalStateException(nat + " was judged to be a pool address and is none");
        }
        return pool;
    }

    /** What the gateway chose, if it may. */
    private End choose(Turn turn, FlowKey flow, @Nullable End taken) {
        requirePort(turn, flow, taken);
        Optional<PortJudge.Offer> offer = judge.offer(flow, false, turn.now);
        Optional<PortJudge.Offer> strict = judge.offer(flow, true, turn.now);
        if (taken == null) {
            turn.find("%s got no NAT tuple, though it may have %s".formatted(flow, offer));
            throw Drop.of(Reason.NO_PORT);
        }
        boolean mayBe = offer.filter(o -> o.holds(taken)).isPresent()
                || strict.filter(o -> o.holds(taken)).isPresent();
        if (!mayBe) {
            turn.find("%s got %s, but may only have %s".formatted(flow, taken, offer + " or " + strict));
            throw Drop.of(Reason.NO_PORT);
        }
        return taken;
    }

    /** Refuses a flow for which there is nothing to choose from. */
    private void requirePort(Turn turn, FlowKey flow, @Nullable End taken) {
        boolean hasNone = judge.offer(flow, false, turn.now).isEmpty();
        boolean hadNone = judge.offer(flow, true, turn.now).isEmpty();
        if (hasNone && taken != null) {
            turn.find("%s got %s, though no port is left".formatted(flow, taken));
        }
        if (hasNone || (hadNone && turn.hasRefused(flow, Reason.NO_PORT))) {
            turn.count(Count.PORT_ALLOCATION_FAILURE);
            throw Drop.of(Reason.NO_PORT);
        }
    }
}
