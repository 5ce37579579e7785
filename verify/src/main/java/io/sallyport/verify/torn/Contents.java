package io.sallyport.verify.torn;

import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.Timeouts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The sessions, mappings and peers that lines hold, by their commit words alone. */
final class Contents {
    private final Map<Identity, State> sessions = new HashMap<>();
    private final Set<Identity> mappings = new HashSet<>();
    private final Set<Identity> peers = new HashSet<>();
    private int records;

    /** What of a session changes while it lives and is kept. */
    record State(int tcpState, int lastActivity, long packetsOut, long packetsIn) {}

    private Contents() {}

    /** Reads lines that a process has or had. */
    static Contents of(long lines, int count) {
        Contents contents = new Contents();
        for (long line = lines; line < lines + (long) count * SessionLine.SIZE; line += SessionLine.SIZE) {
            if (SessionLine.isLive(line)) {
                contents.add(line);
            }
        }
        return contents;
    }

    private void add(long line) {
        records++;
        Identity identity = Identity.of(line);
        if (SessionLine.isSession(line)) {
            sessions.put(
                    identity,
                    new State(
                            SessionLine.tcpState(line),
                            SessionLine.lastActivity(line),
                            SessionLine.packetsOut(line),
                            SessionLine.packetsIn(line)));
        } else {
            (identity.kind() == SessionLine.MAPPING ? mappings : peers).add(identity);
        }
    }

    /** What should come back of it at a moment: no session whose time is up, and no mapping without sessions that may not rest. */
    Contents due(Timeouts timeouts, int stamp) {
        Contents due = new Contents();
        sessions.forEach((session, state) -> {
            if (stamp - state.lastActivity() < timeouts.of(session.protocol(), state.tcpState())) {
                due.sessions.put(session, state);
            }
        });
        for (Identity mapping : mappings) {
            boolean used = due.sessions.keySet().stream()
                    .anyMatch(session -> session.isMapped() && session.mapping().equals(mapping));
            if (used || timeouts.quarantine() > 0) {
                due.mappings.add(mapping);
            }
        }
        return due;
    }

    /** How many records the lines hold, of whatever kind. */
    int records() {
        return records;
    }

    Map<Identity, State> sessions() {
        return sessions;
    }

    Set<Identity> mappings() {
        return mappings;
    }

    Set<Identity> peers() {
        return peers;
    }
}
