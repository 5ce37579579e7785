package io.sallyport.dataplane.session;

import io.sallyport.dataplane.policy.Limits;
import java.lang.invoke.VarHandle;

/**
 * The bounds that each inside address has over all workers (docs/translation.md section 5, "Hosts"; RFC 6888 REQ-4, REQ-5), as one worker
 * sees and keeps them: it adds up the counts of all and writes its own.
 *
 * <p>With W workers a bound is exceeded by at most W - 1. Each makes its count visible to all before it decides again, so of
 * those that let a session through, the one that began to decide last saw all sessions but, at most, one of each
 * worker, its own included.
 *
 * <p>A worker asks ({@link #admit}, {@link #mayTakePort}) and, if it goes on, tells ({@link #began}, {@link #tookPort}) before it asks
 * again. Hosts are in packet byte order. The object belongs to its worker; no other thread may use it.
 */
public final class HostCounts {
    /** The host may begin a session. */
    public static final int OK = 0;
    /** The host has as many sessions as it may. */
    public static final int SESSIONS = 1;
    /** The host has begun as many sessions in this second as it may. */
    public static final int RATE = 2;
    /** The worker's table of hosts has no room for this one. */
    public static final int NO_ROOM = 3;

    private final HostTable own;
    private final HostTable[] all;
    private final Limits limits;
    private final boolean counts;

    /**
     * Takes the view of one worker.
     *
     * @param self number of the worker, whose table is {@code all[self]}
     * @param all the tables of all workers
     * @param limits what a host may have; without any bound nothing is counted
     */
    public HostCounts(int self, HostTable[] all, Limits limits) {
        this.own = all[self];
        this.all = all.clone();
        this.limits = limits;
        this.counts = limits.perHost();
    }

    /**
     * Says whether a host may begin a session.
     *
     * @param second the gateway's clock in seconds, the same on all workers; the lowest 20 bits count
     * @return {@link #OK}, {@link #SESSIONS}, {@link #RATE} or {@link #NO_ROOM}, the first that applies
     */
    public int admit(int host, int second) {
        if (limits.sessionsPerHost() > 0 && sessions(host) >= limits.sessionsPerHost()) {
            return SESSIONS;
        }
        if (limits.newSessionsPerHost() > 0 && begun(host, second) >= limits.newSessionsPerHost()) {
            return RATE;
        }
        return counts && !own.hasRoom(host, second) ? NO_ROOM : OK;
    }

    /** Says whether a host may be given another NAT port. */
    public boolean mayTakePort(int host) {
        if (limits.portsPerHost() == 0) {
            return true;
        }
        long ports = 0;
        for (HostTable table : all) {
            ports += table.ports(host);
        }
        return ports < limits.portsPerHost();
    }

    /** Counts a session that has begun on this worker; not counted if the table has no room for the host. */
    public void began(int host, int second) {
        long entry = counts ? own.findOrClaim(host, second) : 0;
        if (entry == 0) {
            return;
        }
        HostEntry.setSessions(entry, host, HostEntry.sessions(entry, host) + 1);
        if (limits.newSessionsPerHost() > 0) {
            HostEntry.begin(entry, second);
        }
        VarHandle.fullFence();
    }

    /** Counts a NAT port that a host with a session on this worker has been given. */
    public void tookPort(int host) {
        long entry = counts ? own.find(host) : 0;
        if (entry != 0) {
            HostEntry.setPorts(entry, Math.min(HostEntry.ports(entry, host) + 1, HostEntry.MOST_PORTS));
            VarHandle.fullFence();
        }
    }

    /** Counts a session of an earlier process that goes on here, and not as one begun; not counted if the table has no room. */
    public void resumed(int host, int second) {
        long entry = counts ? own.findOrClaim(host, second) : 0;
        if (entry != 0) {
            HostEntry.setSessions(entry, host, HostEntry.sessions(entry, host) + 1);
        }
    }

    /** Counts a NAT port of an earlier process that its host keeps, with or without a session. */
    public void resumedPort(int host, int second) {
        if (counts && own.findOrClaim(host, second) != 0) {
            tookPort(host);
        }
    }

    /** Counts a session that has ended on this worker; does nothing if none is counted. */
    public void ended(int host) {
        long entry = counts ? own.find(host) : 0;
        if (entry != 0) {
            HostEntry.setSessions(entry, host, Math.max(HostEntry.sessions(entry, host) - 1, 0));
        }
    }

    /** Counts a NAT port that a host has no longer; does nothing if none is counted. */
    public void gavePort(int host) {
        long entry = counts ? own.find(host) : 0;
        if (entry != 0) {
            HostEntry.setPorts(entry, Math.max(HostEntry.ports(entry, host) - 1, 0));
        }
    }

    private long sessions(int host) {
        long sessions = 0;
        for (HostTable table : all) {
            sessions += table.sessions(host);
        }
        return sessions;
    }

    private long begun(int host, int second) {
        long begun = 0;
        for (HostTable table : all) {
            begun += table.begun(host, second);
        }
        return begun;
    }
}
