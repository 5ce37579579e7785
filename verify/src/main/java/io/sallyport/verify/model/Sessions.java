package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.PoolAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All sessions and endpoint-independent mappings, and what they use up. */
final class Sessions {
    final Ownership ownership;
    final NatPorts ports;
    final Hosts hosts;
    final Late late = new Late();

    private final Configuration configuration;
    private final Map<FlowKey, Session> byInside = new LinkedHashMap<>();
    private final Map<FlowKey, Session> byOutside = new HashMap<>();
    private final Map<Tuple, NatMapping> mappingByInside = new LinkedHashMap<>();
    private final Map<Tuple, NatMapping> mappingByNat = new HashMap<>();
    /** No session and no rest ends before this moment. */
    private long nextEnd = Long.MAX_VALUE;

    private record Tuple(int protocol, End end) {}

    Sessions(Configuration configuration) {
        this.configuration = configuration;
        this.ownership =
                new Ownership(configuration.workers(), configuration.pool().size());
        this.ports = new NatPorts(configuration.statics());
        this.hosts = new Hosts(configuration.limits());
    }

    @Nullable
    Session byInside(FlowKey key) {
        return byInside.get(key);
    }

    @Nullable
    Session byOutside(FlowKey key) {
        return byOutside.get(key);
    }

    boolean hasOutside(FlowKey key) {
        return byOutside.containsKey(key);
    }

    @Nullable
    NatMapping mappingOf(int protocol, End inside) {
        return mappingByInside.get(new Tuple(protocol, inside));
    }

    @Nullable
    NatMapping mappingAt(int protocol, End nat) {
        return mappingByNat.get(new Tuple(protocol, nat));
    }

    List<Session> all() {
        return new ArrayList<>(byInside.values());
    }

    @Nullable
    Session pick(int number) {
        if (byInside.isEmpty()) {
            return null;
        }
        Iterator<Session> all = byInside.values().iterator();
        for (int skip = number % byInside.size(); skip > 0; skip--) {
            all.next();
        }
        return all.next();
    }

    /** Places that are left in a worker's table. */
    int places(int worker) {
        int taken = 0;
        for (Session session : byInside.values()) {
            taken += session.owner == worker ? 1 : 0;
        }
        for (NatMapping mapping : mappingByInside.values()) {
            boolean isHere = ownership.owner(mapping.protocol, mapping.inside) == worker;
            taken += isHere ? mapping.places() : 0;
        }
        return configuration.limits().sessionsPerWorker() - taken;
    }

    void add(Session session, long now) {
        byInside.put(session.insideKey(), session);
        byOutside.put(session.outsideKey(), session);
        hosts.open(session.inside.address(), now);
        if (session.mapping != null) {
            session.mapping.sessions.add(session);
        }
        if (session.hasPortOfItsOwn()) {
            ports.count(session.protocol, session.nat, 1);
            hosts.countPort(session.inside.address(), 1);
        }
        changed(session);
    }

    NatMapping addMapping(FlowKey flow, End nat, PoolAddress pool) {
        NatMapping mapping = new NatMapping(flow.protocol(), flow.local(), nat, pool);
        enter(mapping);
        return mapping;
    }

    /** Takes a mapping back whose rest has ended only just now, if it is not here. */
    void revive(NatMapping mapping) {
        if (!mappingByInside.containsKey(new Tuple(mapping.protocol, mapping.inside))) {
            late.remove(mapping);
            enter(mapping);
        }
    }

    private void enter(NatMapping mapping) {
        mappingByInside.put(new Tuple(mapping.protocol, mapping.inside), mapping);
        mappingByNat.put(new Tuple(mapping.protocol, mapping.nat), mapping);
        ports.setExclusive(mapping.protocol, mapping.nat, true);
        hosts.countPort(mapping.inside.address(), 1);
    }

    /** Says that a session's timeout or activity is another now. */
    void changed(Session session) {
        nextEnd = Math.min(nextEnd, end(session));
    }

    /** Removes what no longer exists. */
    void expire(long now) {
        late.expire(now, configuration.timeouts().portQuarantine());
        if (now < nextEnd) {
            return;
        }
        nextEnd = Long.MAX_VALUE;
        for (Session session : all()) {
            if (end(session) <= now) {
                remove(session);
            } else {
                changed(session);
            }
        }
        for (NatMapping mapping : List.copyOf(mappingByInside.values())) {
            endRest(mapping, now);
        }
        late.expire(now, configuration.timeouts().portQuarantine());
    }

    /** The moments until {@code now} at which something ends, in no order. */
    List<Long> ends(long now) {
        List<Long> ends = new ArrayList<>();
        if (now >= nextEnd) {
            byInside.values().forEach(session -> ends.add(end(session)));
            mappingByInside.values().stream()
                    .filter(NatMapping::isResting)
                    .forEach(mapping -> ends.add(endOfRest(mapping)));
            ends.removeIf(end -> end > now);
        }
        return ends;
    }

    long end(Session session) {
        return session.end(configuration.timeouts());
    }

    private long endOfRest(NatMapping mapping) {
        return mapping.restingSince + configuration.timeouts().portQuarantine();
    }

    private void remove(Session session) {
        long end = end(session);
        late.add(session, end);
        byInside.remove(session.insideKey());
        byOutside.remove(session.outsideKey());
        hosts.close(session.inside.address());
        if (session.mapping != null) {
            session.mapping.sessions.remove(session);
            session.mapping.restingSince = Math.max(session.mapping.restingSince, end);
        }
        if (session.hasPortOfItsOwn()) {
            ports.count(session.protocol, session.nat, -1);
            ports.setLate(session.protocol, session.nat, end + Late.LAG);
            hosts.countPort(session.inside.address(), -1);
        }
    }

    private void endRest(NatMapping mapping, long now) {
        if (!mapping.isResting()) {
            return;
        }
        long end = endOfRest(mapping);
        if (now < end) {
            nextEnd = Math.min(nextEnd, end);
            return;
        }
        late.add(mapping);
        mappingByInside.remove(new Tuple(mapping.protocol, mapping.inside));
        mappingByNat.remove(new Tuple(mapping.protocol, mapping.nat));
        ports.setExclusive(mapping.protocol, mapping.nat, false);
        ports.setLate(mapping.protocol, mapping.nat, end + Late.LAG);
        hosts.countPort(mapping.inside.address(), -1);
    }
}
