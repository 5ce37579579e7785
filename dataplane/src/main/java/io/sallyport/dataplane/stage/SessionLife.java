package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.session.TimerWheel;
import io.sallyport.dataplane.snapshot.AddressTable;

/**
 * When sessions begin and end (checklist C4.8, C4.9): each has one timer, armed when it begins and re-armed only when it fires too
 * early, from the last activity. Ending a session frees its line, its index entries, its timer and its use of the port.
 */
public final class SessionLife {
    /** Sessions looked at in one turn, so that a turn stays short when many end at once. */
    private static final int BUDGET = 64;

    private final SessionTable table;
    private final PortMap ports;
    private final AddressTable addresses;
    private final TimerWheel timers;
    private final Timeouts timeouts;
    private final WorkerCounters counters;
    private final Clock clock;

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
            WorkerCounters counters,
            Clock clock) {
        this.table = table;
        this.ports = ports;
        this.addresses = addresses;
        this.timers = timers;
        this.timeouts = timeouts;
        this.counters = counters;
        this.clock = clock;
    }

    /** Port map class of a protocol. */
    static int portClass(int protocol) {
        return protocol == Ipv4.TCP ? PortMap.TCP : protocol == Ipv4.UDP ? PortMap.UDP : PortMap.ICMP;
    }

    /** Arms the timer of a new session and counts it. */
    void begin(int index) {
        timers.schedule(index, clock.millis() + timeout(table.line(index)));
        counters.add(Counter.SESSIONS_CREATED, 1);
        counters.add(Counter.SESSIONS_ACTIVE, 1);
    }

    /** Whether a session has been idle for longer than its state allows. */
    boolean isOver(long line) {
        return idle(line) >= timeout(line);
    }

    /** Ends a session. */
    void end(int index, boolean timedOut) {
        long line = table.line(index);
        int protocol = SessionLine.protocol(line);
        int port = Ports.swap(SessionLine.natPort(line));
        ports.release(addresses.find(SessionLine.natAddress(line)), portClass(protocol), port);
        timers.cancel(index);
        table.delete(index);
        counters.add(Counter.SESSIONS_DELETED, 1);
        counters.add(Counter.SESSIONS_ACTIVE, -1);
        if (timedOut) {
            counters.add(Counter.SESSIONS_TIMED_OUT, 1);
        }
    }

    /**
     * Ends the sessions whose time has come; once per turn.
     *
     * @return how many timers fired
     */
    public int expire() {
        int fired = 0;
        while (fired < BUDGET) {
            int index = timers.poll(clock.millis());
            if (index < 0) {
                break;
            }
            fired++;
            long line = table.line(index);
            int left = timeout(line) - idle(line);
            if (left <= 0) {
                end(index, true);
            } else {
                timers.schedule(index, clock.millis() + left);
            }
        }
        return fired;
    }

    private int idle(long line) {
        return clock.stamp() - SessionLine.lastActivity(line);
    }

    private int timeout(long line) {
        return timeouts.of(SessionLine.protocol(line), SessionLine.tcpState(line));
    }
}
