package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.Refusal;
import io.sallyport.verify.model.Configuration.Role;
import io.sallyport.verify.model.Configuration.Route;
import org.jspecify.annotations.Nullable;

/** Section 5: which packets open a session. */
final class Opening {
    private static final int NET_UNREACHABLE = 0;
    private static final int HOST_UNREACHABLE = 1;
    private static final int ADMIN_PROHIBITED = 13;

    private final Place place;
    private final Statics statics;
    private final Sessions sessions;
    private final Allotment allotment;
    private final Refusal refusal;

    Opening(Place place, Statics statics, Sessions sessions, Allotment allotment, Refusal refusal) {
        this.place = place;
        this.statics = statics;
        this.sessions = sessions;
        this.allotment = allotment;
        this.refusal = refusal;
    }

    /** From inside, no session: steps 1 to 7. */
    Session fromInside(Turn turn, Transit transit) {
        Drop.when(!opens(transit.packet), Reason.NO_SESSION);
        requireWayOut(transit.packet.destination());
        boolean isAtHome = place.leadsTo(place.route(transit.packet.source()), Role.INSIDE);
        Drop.when(!isAtHome, Reason.SPOOFED_SOURCE);
        FlowKey flow = transit.key();
        int owner = sessions.ownership.owner(flow.protocol(), flow.local());
        try {
            requireRoom(turn, flow, owner);
            End fixed = statics.natOf(flow.protocol(), flow.local());
            return open(
                    turn,
                    fixed != null
                            ? new Session(flow, fixed, owner, null, null, turn.now)
                            : allotment.session(turn, flow, owner));
        } catch (Drop drop) {
            throw refusal(drop);
        }
    }

    /** From outside, no session: steps 1 to 6. */
    Session fromOutside(Turn turn, Transit transit) {
        FlowKey flow = transit.key();
        End inside = statics.insideOf(flow.protocol(), flow.local());
        NatMapping mapping = inside == null ? invitation(turn, flow) : null;
        End target = mapping == null ? inside : mapping.inside;
        if (target == null) {
            turn.count(Count.ED_DROP);
            throw Drop.of(Reason.ED_FILTER);
        }
        Drop.when(!opens(transit.packet), Reason.NO_SESSION);
        Route back = place.route(transit.packet.source());
        Drop.when(!transit.isSecondPass && !place.leadsTo(back, Role.OUTSIDE), Reason.SPOOFED_SOURCE);
        Route in = place.route(target.address());
        Drop.when(in == null, Reason.NO_ROUTE);
        Drop.when(!place.leadsTo(in, Role.INSIDE), Reason.NO_NAT_ROLE);
        FlowKey insideKey = new FlowKey(flow.protocol(), target, flow.remote());
        int owner = sessions.ownership.owner(flow.protocol(), target);
        requireRoom(turn, insideKey, owner);
        Drop.when(sessions.byInside(insideKey) != null, Reason.NO_PORT);
        if (mapping == null) {
            return open(turn, new Session(insideKey, flow.local(), owner, null, null, turn.now));
        }
        allotment.requirePlaces(turn, insideKey, owner, mapping, 0);
        sessions.revive(mapping);
        return open(turn, new Session(insideKey, flow.local(), owner, mapping.pool, mapping, turn.now));
    }

    /** The endpoint-independent mapping that lets a packet from outside in. */
    private @Nullable NatMapping invitation(Turn turn, FlowKey flow) {
        boolean hasFilter = flow.protocol() == Ip.TCP || flow.protocol() == Ip.UDP;
        NatMapping mapping = sessions.mappingAt(flow.protocol(), flow.local());
        if (mapping == null) {
            mapping = sessions.late.mappingAt(flow.protocol(), flow.local());
        }
        if (mapping == null || !hasFilter) {
            return null;
        }
        int remote = flow.remote().address();
        boolean isInvited = mapping.letsIn(remote);
        boolean wasInvited = mapping.letsIn(remote, sessions.late.of(mapping));
        return isInvited || (wasInvited && !turn.choice.hasDropped(Reason.ED_FILTER)) ? mapping : null;
    }

    private static boolean opens(Ip packet) {
        if (packet.hasPorts() && packet.isLaterFragment()) {
            return false;
        }
        return switch (packet.protocol()) {
            case Ip.TCP -> TcpTrack.opens(packet.payload8(13));
            case Ip.ICMP -> Icmp.isRequest(packet.payload8(0));
            default -> true;
        };
    }

    private void requireWayOut(int destination) {
        if (place.isNatAddress(destination)) {
            return;
        }
        Route route = place.route(destination);
        if (route == null) {
            throw Drop.telling(Reason.NO_ROUTE, Icmp.UNREACHABLE, NET_UNREACHABLE, 0);
        }
        Drop.when(!place.leadsTo(route, Role.OUTSIDE), Reason.NO_NAT_ROLE);
    }

    /** Step 5. */
    private void requireRoom(Turn turn, FlowKey insideKey, int owner) {
        int host = insideKey.local().address();
        boolean hasAll = sessions.hosts.hasAllItsSessions(host, 0);
        boolean hadAll = sessions.hosts.hasAllItsSessions(host, sessions.late.ofHost(host));
        turn.refuse(hasAll, hadAll, insideKey, Reason.HOST_SESSION_LIMIT);
        Drop.when(sessions.hosts.hasOpenedAllItMay(host, turn.now), Reason.HOST_RATE_LIMIT);
        boolean isFull = sessions.places(owner) <= 0;
        turn.refuse(isFull, !sessions.late.isEmpty(), insideKey, Reason.SESSION_TABLE_FULL);
    }

    private Session open(Turn turn, Session session) {
        sessions.add(session, turn.now);
        turn.count(Count.SESSIONS_CREATED);
        return session;
    }

    /** Steps 5 and 6 of the way from inside are answered. */
    private Drop refusal(Drop drop) {
        return switch (refusal) {
            case ADMIN_PROHIBITED -> Drop.telling(drop.reason, Icmp.UNREACHABLE, ADMIN_PROHIBITED, 0);
            case HOST_UNREACHABLE -> Drop.telling(drop.reason, Icmp.UNREACHABLE, HOST_UNREACHABLE, 0);
            case NONE -> drop;
        };
    }
}
