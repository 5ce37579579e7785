package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.session.FlowIndex;
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
        int hits = 0;
        int misses = 0;
        long end = burst.end();
        for (long packet = burst.first(); packet < end; packet += Packet.SIZE) {
            int way = Packet.way(packet);
            if (Way.isTranslated(way)) {
                long line = find(packet, way);
                if (line == Packet.NO_SESSION) {
                    misses++;
                    line = open(packet, way, snapshot);
                } else {
                    hits++;
                }
                Packet.setSession(packet, line);
                if (line != Packet.NO_SESSION && (way == Way.OUT || way == Way.IN)) {
                    touch(packet, line, way == Way.OUT);
                }
            }
        }
        count(hits, misses, burst.isHandedOver());
    }

    private void count(int hits, int misses, boolean handedOver) {
        if (misses > 0) {
            counters.add(Counter.SESSION_MISS, misses);
        }
        if (handedOver) {
            counters.add(Counter.XWORKER_HIT, hits);
            counters.add(Counter.XWORKER_MISS, misses);
        }
    }

    private long open(long packet, int way, Snapshot snapshot) {
        int made = -1;
        if (way == Way.OUT) {
            made = creator.outbound(packet, snapshot);
        } else if (way == Way.IN) {
            made = creator.inbound(packet, snapshot);
        } else {
            Packet.setWay(packet, Way.drop(DropReason.NO_SESSION));
        }
        return made < 0 ? Packet.NO_SESSION : table.line(made);
    }

    /** The session that is probably meant is asked first: its line is the one that has been prefetched. */
    private long find(long packet, int way) {
        long line = Packet.session(packet);
        boolean byOutsideTuple = Way.byOutsideTuple(way);
        boolean meant = line != Packet.NO_SESSION
                && SessionLine.isLive(line)
                && SessionLine.hasKey(
                        line, byOutsideTuple, Packet.addresses(packet), Packet.ports(packet), Packet.protocol(packet));
        if (!meant) {
            line = search(packet, byOutsideTuple);
        }
        if (line == Packet.NO_SESSION || !SessionLine.isSession(line)) {
            return Packet.NO_SESSION; // an error may quote remote port 0, which is how mappings are kept
        }
        return life.endIfOver(line)
                ? Packet.NO_SESSION
                : line; // the timer may be late; to the packet the session is gone
    }

    private long search(long packet, boolean byOutsideTuple) {
        FlowIndex index = byOutsideTuple ? table.in() : table.out();
        int found = index.find(
                Packet.hash(packet), Packet.addresses(packet), Packet.ports(packet), Packet.protocol(packet));
        return found < 0 ? Packet.NO_SESSION : table.line(found);
    }

    private void touch(long packet, long line, boolean outbound) {
        long ip = Packet.ip(packet);
        if (outbound || (SessionLine.flags(line) & SessionLine.QUIET) == 0) {
            SessionLine.setLastActivity(
                    line, clock.stamp()); // first, so that a process that dies in between leaves none that seems over
        }
        if (Packet.protocol(packet) == Ipv4.TCP && !Ipv4.isLaterFragment(ip)) {
            int before = SessionLine.tcpState(line);
            int state = TcpState.next(before, Tcp.flags(Packet.transport(packet)), outbound, rstRevives);
            if (state != before) {
                life.changeTcpState(line, state);
            }
        }
        int bytes = Ipv4.totalLength(ip);
        if (outbound) {
            SessionLine.countOut(line, bytes);
        } else {
            SessionLine.countIn(line, bytes);
        }
    }
}
