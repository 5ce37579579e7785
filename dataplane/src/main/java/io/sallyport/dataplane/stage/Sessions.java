package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TcpState;
import io.sallyport.dataplane.snapshot.Snapshot;

/**
 * Fourth stage: finds the session of every packet, creates one where a packet from inside may open it, and refuses what
 * has none (checklist C4.5 to C4.7, C6.2, C6.3). A hit refreshes the session and moves the TCP state; an ICMP error does
 * neither (RFC 5508 REQ-6, RFC 4787 REQ-12).
 */
public final class Sessions {
    private final SessionTable table;
    private final SessionLife life;
    private final SessionCreator creator;
    private final WorkerCounters counters;
    private final Clock clock;

    /** Makes the stage. */
    public Sessions(
            SessionTable table, SessionLife life, SessionCreator creator, WorkerCounters counters, Clock clock) {
        this.table = table;
        this.life = life;
        this.creator = creator;
        this.counters = counters;
        this.clock = clock;
    }

    /** Fills in the session line of every packet, or makes its way a drop. */
    public void run(Burst burst, Snapshot snapshot) {
        for (int i = 0; i < burst.count; i++) {
            int way = burst.way[i];
            if (Way.isTranslated(way)) {
                resolve(burst, i, way, snapshot);
            }
        }
    }

    private void resolve(Burst burst, int i, int way, Snapshot snapshot) {
        int found = find(burst, i, way);
        if (burst.handedOver) {
            counters.add(found >= 0 ? Counter.XWORKER_HIT : Counter.XWORKER_MISS, 1);
        }
        if (found < 0) {
            counters.add(Counter.SESSION_MISS, 1);
            found = way == Way.OUT ? creator.create(burst, i, snapshot) : refuse(burst, i, way);
            if (found < 0) {
                return;
            }
        }
        long line = table.line(found);
        burst.session[i] = line;
        if (way == Way.OUT || way == Way.IN) {
            touch(burst, i, line, way == Way.OUT);
        }
    }

    private int find(Burst burst, int i, int way) {
        var index = Way.byOutsideTuple(way) ? table.in() : table.out();
        int found = index.find(burst.hash[i], burst.addresses[i], burst.ports[i], burst.protocol[i]);
        if (found >= 0 && life.isOver(table.line(found))) {
            life.end(found, true); // the timer is late; to the packet the session is already gone
            return -1;
        }
        return found;
    }

    private void touch(Burst burst, int i, long line, boolean outbound) {
        if (burst.protocol[i] == Ipv4.TCP) {
            int state = TcpState.next(SessionLine.tcpState(line), Tcp.flags(burst.transport[i]), outbound);
            SessionLine.setTcpState(line, state);
        }
        SessionLine.setLastActivity(line, clock.stamp());
        int bytes = Ipv4.totalLength(burst.ip[i]);
        if (outbound) {
            SessionLine.countOut(line, bytes);
        } else {
            SessionLine.countIn(line, bytes);
        }
    }

    private int refuse(Burst burst, int i, int way) {
        if (way == Way.IN) {
            counters.add(Counter.ED_DROP, 1);
        }
        burst.way[i] = Way.drop(way == Way.IN ? DropReason.ED_FILTER : DropReason.NO_SESSION);
        return -1;
    }
}
