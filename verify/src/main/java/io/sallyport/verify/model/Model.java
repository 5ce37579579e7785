package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.Role;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole gateway as docs/translation.md describes it. Section numbers in this package are that page's. Not
 * thread-safe.
 */
public final class Model {
    private static final Choice NOTHING = new Choice() {
        @Override
        public @Nullable End natTuple(int protocol, End inside, End remote) {
            return null;
        }

        @Override
        public boolean hasDropped(Reason reason) {
            return false;
        }
    };

    private final Configuration configuration;
    private final Place place;
    private final Sessions sessions;
    private final Arrival arrival;
    private final Exit exit;
    private final Admission admission;
    private final TransportHeader header;
    private final Opening opening;
    private final ErrorTranslation errors;
    private final Fragments fragments;
    private final OwnErrors ownErrors;
    private final Map<Reason, Long> drops = new EnumMap<>(Reason.class);
    private final Map<Count, Long> counts = new EnumMap<>(Count.class);

    /** Makes a gateway without sessions. */
    public Model(Configuration configuration) {
        this.configuration = configuration;
        place = new Place(configuration);
        Statics statics = new Statics(configuration.statics());
        sessions = new Sessions(configuration);
        arrival = new Arrival(configuration);
        exit = new Exit(place);
        admission = new Admission(place, exit, configuration.switches().hairpin());
        header = new TransportHeader(statics, configuration.switches().otherProtocols());
        PortJudge judge = new PortJudge(configuration, sessions.ownership, sessions.ports, sessions::hasOutside);
        opening = new Opening(
                place,
                statics,
                sessions,
                new Allotment(sessions, judge),
                configuration.switches().refusal());
        errors = new ErrorTranslation(sessions, header);
        fragments = new Fragments(configuration, sessions.ownership::home);
        ownErrors = new OwnErrors(place, exit, configuration.switches().mssClamp());
    }

    /**
     * Says what becomes of a frame, and what it does to the state.
     *
     * @param nowMillis never less than at the call before
     * @param choice what the gateway has chosen for sessions that this frame opens
     */
    public Result frame(int interfaceNumber, byte[] frame, long nowMillis, Choice choice) {
        Turn turn = new Turn(nowMillis, choice);
        expire(turn);
        try {
            Ip packet = arrival.packet(turn, interfaceNumber, frame);
            if (packet != null) {
                receive(turn, interfaceNumber, packet);
            }
        } catch (Drop drop) {
            turn.drop(drop.reason);
        }
        return finish(turn);
    }

    /** Lets time go by. */
    public Result pass(long nowMillis) {
        Turn turn = new Turn(nowMillis, NOTHING);
        expire(turn);
        return finish(turn);
    }

    /** The sessions that existed at the last call. */
    public Set<Session.View> sessions() {
        Set<Session.View> views = new HashSet<>();
        sessions.all().forEach(session -> views.add(session.view()));
        return views;
    }

    /** One of the sessions; null if there is none. The same number gives the same session as long as none comes or goes. */
    public Session.@Nullable View session(int number) {
        Session session = sessions.pick(number);
        return session == null ? null : session.view();
    }

    /** First moment at which a session will not exist any more, or 0 if it does not exist. */
    public long endOf(Session.View view) {
        Session session = sessions.byInside(new FlowKey(view.protocol(), view.inside(), view.remote()));
        return session == null ? 0 : session.end(configuration.timeouts());
    }

    /** The NAT tuple of a session; null if there is none. */
    public @Nullable End natOf(int protocol, End inside, End remote) {
        Session session = sessions.byInside(new FlowKey(protocol, inside, remote));
        return session == null ? null : session.nat;
    }

    /** Whether a session ended so shortly before the last call that the gateway may still keep it. */
    public boolean endedLately(Session.View view) {
        return sessions.late.holds(view);
    }

    /** Places that are left in a worker's table; -1 while that is uncertain because something has ended just now. */
    public int placesLeft(int worker) {
        return sessions.late.isEmpty() ? sessions.places(worker) : -1;
    }

    /** The moments up to {@code nowMillis} at which sessions and rests end, in no order. */
    public List<Long> ends(long nowMillis) {
        return sessions.ends(nowMillis);
    }

    /** Packets dropped for a reason since the beginning. */
    public long dropped(Reason reason) {
        return drops.getOrDefault(reason, 0L);
    }

    /** A count since the beginning. */
    public long count(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    private void expire(Turn turn) {
        sessions.expire(turn.now);
        fragments.expire(turn);
    }

    private Result finish(Turn turn) {
        Result result = turn.result();
        for (Result.Fate fate : result.fates()) {
            if (fate.reason() != null) {
                drops.merge(fate.reason(), 1L, Long::sum);
            }
        }
        turn.counts().forEach((count, value) -> counts.merge(count, value, Long::sum));
        return result;
    }

    private void receive(Turn turn, int interfaceNumber, Ip packet) {
        boolean isFromInside = place.at(interfaceNumber).role() == Role.INSIDE;
        Transit transit = new Transit(interfaceNumber, packet, isFromInside);
        guard(turn, transit, () -> {
            Transit admitted = admission.admit(turn, transit);
            if (admitted != null) {
                afterAdmission(turn, admitted);
            }
        });
    }

    private void afterAdmission(Turn turn, Transit transit) {
        boolean isToBeGathered = transit.packet.isFragment() && transit.packet.hasPorts();
        if (isToBeGathered) {
            fragments.accept(turn, transit, next -> guard(turn, next, () -> forward(turn, next)));
        } else {
            forward(turn, transit);
        }
    }

    /** Gives a packet its fate if it is dropped on the way. */
    private void guard(Turn turn, Transit transit, Runnable way) {
        try {
            way.run();
        } catch (Drop drop) {
            turn.drop(drop.reason);
            ownErrors.tell(turn, transit, drop);
        }
    }

    /** Sections 4 to 6 and 11, a second time for hairpins (section 8), then section 9. */
    private void forward(Turn turn, Transit transit) {
        header.read(transit);
        transit.teachPorts();
        if (transit.packet.isIcmpError()) {
            errors.translate(transit);
        } else {
            translate(turn, transit);
        }
        transit.isTranslated = true;
        if (transit.isFromInside && place.isNatAddress(transit.packet.destination())) {
            transit.isFromInside = false;
            transit.isSecondPass = true;
            forward(turn, transit);
        } else {
            exit.leave(turn, transit);
        }
    }

    private void translate(Turn turn, Transit transit) {
        Session session = find(transit);
        if (session == null) {
            session = transit.isFromInside ? opening.fromInside(turn, transit) : opening.fromOutside(turn, transit);
        }
        note(turn, transit, session);
        MssClamp.apply(transit.packet, configuration.switches().mssClamp());
        transit.replaceLocal(transit.isFromInside ? session.nat : session.inside);
        if (!transit.isFromInside) {
            transit.inward = session;
        }
    }

    private @Nullable Session find(Transit transit) {
        return transit.isFromInside ? sessions.byInside(transit.key()) : sessions.byOutside(transit.key());
    }

    /** Section 5, activity and TCP. */
    private void note(Turn turn, Transit transit, Session session) {
        if (transit.isFromInside || session.isRefreshedFromOutside()) {
            session.refresh(turn.now);
        }
        if (transit.packet.is(Ip.TCP) && !transit.packet.isLaterFragment()) {
            session.tcp.segment(
                    transit.packet.payload8(13),
                    transit.isFromInside,
                    configuration.switches().rstRevive());
        }
        sessions.changed(session);
    }
}
