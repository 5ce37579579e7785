package io.sallyport.verify.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has ended only just now. To packets it is gone, but what it held may be held a little longer (section 5), so for
 * that time either answer of the gateway is right where it depends on that.
 */
final class Late {
    /** How much longer, in milliseconds. */
    static final long LAG = 256;

    private final List<Ended> sessions = new ArrayList<>();
    private final Map<FlowKey, NatMapping> mappings = new HashMap<>();

    private record Ended(Session session, long end) {}

    void add(Session session, long end) {
        sessions.add(new Ended(session, end));
    }

    void add(NatMapping mapping) {
        mappings.put(key(mapping.protocol, mapping.inside), mapping);
    }

    /** Forgets what holds nothing any more. */
    void expire(long now, long quarantine) {
        sessions.removeIf(ended -> ended.end + LAG <= now);
        mappings.values().removeIf(mapping -> mapping.restingSince + quarantine + LAG <= now);
    }

    /** Sessions of a host that ended just now. */
    int ofHost(int host) {
        return (int) sessions.stream()
                .filter(ended -> ended.session.inside.address() == host)
                .count();
    }

    /** Ports of a host that it had until just now, at most. */
    int portsOfHost(int host) {
        return ofHost(host)
                + (int) mappings.values().stream()
                        .filter(mapping -> mapping.inside.address() == host)
                        .count();
    }

    /** Sessions of a mapping that ended just now. */
    List<Session> of(NatMapping mapping) {
        return sessions.stream()
                .map(Ended::session)
                .filter(session -> session.mapping == mapping)
                .toList();
    }

    /** A mapping of an inside tuple whose rest ended just now. */
    @Nullable
    NatMapping mapping(int protocol, End inside) {
        return mappings.get(key(protocol, inside));
    }

    /** A mapping with a NAT tuple whose rest ended just now. */
    @Nullable
    NatMapping mappingAt(int protocol, End nat) {
        return mappings.values().stream()
                .filter(mapping -> mapping.protocol == protocol && mapping.nat.equals(nat))
                .findFirst()
                .orElse(null);
    }

    void remove(NatMapping mapping) {
        mappings.remove(key(mapping.protocol, mapping.inside));
    }

    boolean holds(Session.View view) {
        return sessions.stream().anyMatch(ended -> ended.session.view().equals(view));
    }

    boolean isEmpty() {
        return sessions.isEmpty() && mappings.isEmpty();
    }

    private static FlowKey key(int protocol, End inside) {
        return new FlowKey(protocol, inside, inside);
    }
}
