package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.Limits;
import java.util.HashMap;
import java.util.Map;

/** What inside hosts have and have opened lately (section 5, Hosts). */
final class Hosts {
    private static final long SECOND = 1_000;

    private final Limits limits;
    private final Map<Integer, Integer> sessions = new HashMap<>();
    private final Map<Integer, Integer> ports = new HashMap<>();
    private final Map<Integer, Integer> opened = new HashMap<>();
    private long second = Long.MIN_VALUE;

    Hosts(Limits limits) {
        this.limits = limits;
    }

    /** Whether a host has no session to spare, some more than it has being counted. */
    boolean hasAllItsSessions(int host, int more) {
        return sessions.getOrDefault(host, 0) + more >= limits.sessionsPerHost();
    }

    boolean hasAllItsPorts(int host, int more) {
        return ports.getOrDefault(host, 0) + more >= limits.portsPerHost();
    }

    boolean hasOpenedAllItMay(int host, long now) {
        turnTo(now);
        return opened.getOrDefault(host, 0) >= limits.newSessionsPerHost();
    }

    void open(int host, long now) {
        turnTo(now);
        opened.merge(host, 1, Integer::sum);
        sessions.merge(host, 1, Integer::sum);
    }

    void close(int host) {
        sessions.merge(host, -1, Integer::sum);
    }

    void countPort(int host, int change) {
        ports.merge(host, change, Integer::sum);
    }

    private void turnTo(long now) {
        if (now / SECOND != second) {
            second = now / SECOND;
            opened.clear();
        }
    }
}
