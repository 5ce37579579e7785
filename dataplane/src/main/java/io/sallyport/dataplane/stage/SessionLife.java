package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.session.HostCounts;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.session.TimerWheel;
import io.sallyport.dataplane.snapshot.AddressTable;

/**
 * When sessions and mappings begin and end (checklist C4.8, C4.9): each session has one timer, armed when it begins and re-armed only
 * when it fires too early, from the last activity, or when its time has become shorter. Ending a session frees its
 * line, its index entries, its timer and its use of the port; a mapping rests after its last session (RFC 6888 REQ-8).
 */
public final class SessionLife {
    /** Timers looked at in one turn, so that a turn stays short when many sessions end at once. */
    private static final int BUDGET = 64;
    /** Timers looked at when something has run out: four turns' worth of a burst. */
    private static final int RECLAIM_BUDGET = 4_096;

    private final SessionTable table;
    private final PortMap ports;
    private final AddressTable addresses;
    private final TimerWheel timers;
    private final Timeouts timeouts;
    private final HostCounts hosts;
    private final WorkerCounters counters;
    private final Clock clock;
    private final int shortest;

    /**
     * Makes the life cycle of one worker's sessions.
     *
     * @param addresses which pool address has which index in {@code ports}
     */
    public SessionLife(
            SessionTable table,
            PortMap ports,
            AddressTable addresses,
            TimerWheel timers,
            Timeouts timeouts,
            HostCounts hosts,
            WorkerCounters counters,
            Clock clock) {
        this.table = table;
        this.ports = ports;
        this.addresses = addresses;
        this.timers = timers;
        this.timeouts = timeouts;
        this.hosts = hosts;
        this.counters = counters;
        this.clock = clock;
        this.shortest = timeouts.shortest();
    }

    /** Port map class of a protocol with ports. */
    static int portClass(int protocol) {
        return protocol == Ipv4.TCP ? PortMap.TCP : protocol == Ipv4.UDP ? PortMap.UDP : PortMap.ICMP;
    }

    /** Arms the timer of a new session and counts it. */
    void begin(int index) {
        long line = table.line(index);
        timers.schedule(index, clock.millis() + timeout(line));
        counters.add(Counter.SESSIONS_CREATED, 1);
        counters.add(Counter.SESSIONS_ACTIVE, 1);
        hosts.began(SessionLine.insideAddress(line), clock.second());
        if (holdsPort(line)) {
            hosts.tookPort(SessionLine.insideAddress(line));
        }
    }

    /** Arms the timer of a session of an earlier process and counts it; its port is taken already. */
    void resume(int index) {
        long line = table.line(index);
        timers.schedule(index, clock.millis() + Math.max(timeout(line) - idle(line), 0));
        counters.add(Counter.SESSIONS_RESTORED, 1);
        counters.add(Counter.SESSIONS_ACTIVE, 1);
        hosts.resumed(SessionLine.insideAddress(line), clock.second());
        if (holdsPort(line)) {
            hosts.resumedPort(SessionLine.insideAddress(line), clock.second());
        }
    }

    /** Takes a use of the port of a session or mapping of an earlier process; false if it may not be used any more. */
    boolean takePort(long line) {
        return ports.share(
                addresses.find(SessionLine.natAddress(line)),
                portClass(SessionLine.protocol(line)),
                Ports.swap(SessionLine.natPort(line)));
    }

    /** Whether a session has been idle for longer than its state allows. */
    boolean isOver(long line) {
        int idle = idle(line);
        return idle >= shortest && idle >= timeout(line);
    }

    /** Ends a session whose time is up, which makes room at once; whether it did. */
    boolean endIfOver(long line) {
        if (isOver(line)) {
            end(table.index(line), true);
            return true;
        }
        return false;
    }

    /** Whether a look-up found no session (-1) or one whose time was up. */
    boolean isGone(int found) {
        return found < 0 || endIfOver(table.line(found));
    }

    /** Notes a session's new TCP state; a timeout that has become shorter is armed anew. */
    void changeTcpState(long line, int state) {
        int before = timeout(line);
        SessionLine.setTcpState(line, state);
        int after = timeout(line);
        if (after < before) {
            timers.schedule(table.index(line), clock.millis() + after);
        }
    }

    /** Ends a session. */
    void end(int index, boolean timedOut) {
        long line = table.line(index);
        int host = SessionLine.insideAddress(line);
        if ((SessionLine.flags(line) & SessionLine.MAPPED) != 0) {
            int mapping = mappingOf(line);
            if (leaveMapping(mapping, SessionLine.remoteAddress(line)) == 0) {
                rest(mapping);
            }
        } else if (holdsPort(line)) {
            releasePort(SessionLine.natAddress(line), SessionLine.natPort(line), SessionLine.protocol(line));
            hosts.gavePort(host);
        }
        hosts.ended(host);
        timers.cancel(index);
        table.delete(index);
        counters.add(Counter.SESSIONS_DELETED, 1);
        counters.add(Counter.SESSIONS_ACTIVE, -1);
        if (timedOut) {
            counters.add(Counter.SESSIONS_TIMED_OUT, 1);
        }
    }

    /** Whether the session has a port of the map to itself, or shares it with sessions to other remote endpoints. */
    static boolean holdsPort(long line) {
        return (SessionLine.flags(line) & (SessionLine.STATIC | SessionLine.MAPPED)) == 0
                && Ipv4.hasPorts(SessionLine.protocol(line));
    }

    /** Gives one use of a port back; address and port in packet order. */
    void releasePort(int natAddress, int natPort, int protocol) {
        ports.release(addresses.find(natAddress), portClass(protocol), Ports.swap(natPort));
    }

    /** The mapping of a session, or -1. */
    int mappingOf(long session) {
        return table.findOut(
                SessionLine.outKeyAddresses(session) & 0xffff_ffffL,
                SessionLine.insidePort(session),
                SessionLine.protocol(session));
    }

    /** Takes a session with a remote address from a mapping and its peer; returns how many the mapping still has. */
    int leaveMapping(int mapping, int remoteAddress) {
        long line = table.line(mapping);
        int peer = SessionLine.protocol(line) == Ipv4.ICMP ? -1 : peerOf(line, remoteAddress);
        if (peer >= 0 && leave(peer) == 0) {
            table.delete(peer);
        }
        return leave(mapping);
    }

    private int leave(int index) {
        long line = table.line(index);
        int left = SessionLine.uses(line) - 1;
        SessionLine.setUses(line, left);
        return left;
    }

    /** The peer line of a mapping and a remote address, or -1. */
    int peerOf(long mapping, int remoteAddress) {
        long key = Ipv4.addresses(SessionLine.insideAddress(mapping), remoteAddress);
        return table.findOut(key, SessionLine.insidePort(mapping), SessionLine.protocol(mapping));
    }

    /** Lets a mapping that has lost its last session rest before its port is free. */
    void rest(int mapping) {
        SessionLine.setLastActivity(table.line(mapping), clock.stamp());
        restOn(mapping);
    }

    /** Lets a mapping rest from when its last session ended. */
    void restOn(int mapping) {
        if (timeouts.quarantine() == 0) {
            endMapping(mapping);
        } else {
            timers.schedule(mapping, clock.millis() + timeouts.quarantine() - idle(table.line(mapping)));
        }
    }

    /** Ends the rest of a mapping that gets a session. */
    void wake(int mapping) {
        timers.cancel(mapping);
    }

    private void endMapping(int mapping) {
        hosts.gavePort(SessionLine.insideAddress(table.line(mapping)));
        dropMapping(mapping);
    }

    /** Deletes a mapping without sessions whose port is not counted for its host. */
    void dropMapping(int mapping) {
        long line = table.line(mapping);
        releasePort(SessionLine.natAddress(line), SessionLine.natPort(line), SessionLine.protocol(line));
        timers.cancel(mapping);
        table.delete(mapping);
    }

    /**
     * Ends the sessions whose time has come; once per turn.
     *
     * @return how many timers fired
     */
    public int expire() {
        int fired = 0;
        while (fired < BUDGET && fire(clock.millis())) {
            fired++;
        }
        return fired;
    }

    /**
     * Ends what is over although its timer is not due before the next tick, because something has run out: what has
     * expired is of use at once.
     *
     * @return whether anything was looked at
     */
    boolean reclaim() {
        int fired = 0;
        while (fired < RECLAIM_BUDGET && fire(clock.millis() + TimerWheel.TICK_MILLIS)) {
            fired++;
        }
        return fired > 0;
    }

    private boolean fire(long until) {
        int index = timers.poll(until);
        if (index < 0) {
            return false;
        }
        long line = table.line(index);
        boolean session = SessionLine.isSession(line);
        int left = (session ? timeout(line) : timeouts.quarantine()) - idle(line);
        if (left > 0) {
            timers.schedule(index, Math.max(clock.millis() + left, until + 1)); // not for this look at the wheel again
        } else if (session) {
            end(index, true);
        } else {
            endMapping(index);
        }
        return true;
    }

    int idle(long line) {
        return clock.stamp() - SessionLine.lastActivity(line);
    }

    private int timeout(long line) {
        return timeouts.of(SessionLine.protocol(line), SessionLine.tcpState(line));
    }
}
