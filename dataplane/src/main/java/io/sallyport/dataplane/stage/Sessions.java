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
 * Fifth stage: finds the session of every packet, opens one where a packet may (docs/translation.md section 5), and refuses what
 * has none (checklist C4.5 to C4.7, C6.2, C6.3). A hit refreshes the session and moves the TCP state; an ICMP error does
 * neither (RFC 5508 REQ-6, RFC 4787 REQ-12).
 */
public final class Sessions {
    private final SessionTable table;
    private final SessionLife life;
    private final SessionCreator creator;
    private final WorkerCounters counters;
    private final Clock clock;
    private final boolean rstRevives;

    /**
     * Makes the stage.
     *
     * @param rstRevives whether a TCP segment after RST takes the RST back
     */
    public Sessions(
            SessionTable table,
            SessionLife life,
            SessionCreator creator,
            WorkerCounters counters,
            Clock clock,
            boolean rstRevives) {
        this.table = table;
        this.life = life;
        this.creator = creator;
        this.counters = counters;
        this.clock = clock;
        this.rstRevives = rstRevives;
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
            found = open(burst, i, way, snapshot);
            if (found < 0) {
                return;
            }
        }
        burst.session[i] = table.line(found);
        if (way == Way.OUT || way == Way.IN) {
            touch(burst, i, found, way == Way.OUT);
        }
    }

    private int open(Burst burst, int i, int way, Snapshot snapshot) {
        if (way == Way.OUT) {
            return creator.outbound(burst, i, snapshot);
        }
        if (way == Way.IN) {
            return creator.inbound(burst, i, snapshot);
        }
        burst.way[i] = Way.drop(DropReason.NO_SESSION);
        return -1;
    }

    private int find(Burst burst, int i, int way) {
        var index = Way.byOutsideTuple(way) ? table.in() : table.out();
        int found = index.find(burst.hash[i], burst.addresses[i], burst.ports[i], burst.protocol[i]);
        if (found < 0 || !SessionLine.isSession(table.line(found))) {
            return -1; // an error may quote remote port 0, which is how mappings are kept
        }
        return life.isGone(found) ? -1 : found; // the timer may be late; to the packet the session is gone
    }

    private void touch(Burst burst, int i, int index, boolean outbound) {
        long line = table.line(index);
        if (burst.protocol[i] == Ipv4.TCP && !Ipv4.isLaterFragment(burst.ip[i])) {
            int before = SessionLine.tcpState(line);
            int state = TcpState.next(before, Tcp.flags(burst.transport[i]), outbound, rstRevives);
            if (state != before) {
                life.changeTcpState(index, state);
            }
        }
        if (outbound || (SessionLine.flags(line) & SessionLine.QUIET) == 0) {
            SessionLine.setLastActivity(line, clock.stamp());
        }
        int bytes = Ipv4.totalLength(burst.ip[i]);
        if (outbound) {
            SessionLine.countOut(line, bytes);
        } else {
            SessionLine.countIn(line, bytes);
        }
    }
}
