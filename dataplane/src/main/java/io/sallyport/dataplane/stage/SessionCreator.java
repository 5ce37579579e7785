package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.HostCounts;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TcpState;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.StaticTable;
import org.jspecify.annotations.Nullable;

/**
 * The slow side of the session stage: whether the first packet of a flow may open a session, and with which NAT tuple
 * (docs/translation.md section 5, "no session"; checklist C4.5, C7.2). What {@link Opening} then makes can be found at once.
 */
public final class SessionCreator {
    private static final int REFUSED = -1;

    private final SessionTable table;
    private final Reachability reach;
    private final Mappings mappings;
    private final Opening opening;
    private final HostCounts hosts;
    private final SessionLife life;
    private final WorkerCounters counters;
    private final Clock clock;

    /** Makes the creator. */
    SessionCreator(
            SessionTable table,
            Reachability reach,
            Mappings mappings,
            Opening opening,
            HostCounts hosts,
            SessionLife life,
            WorkerCounters counters,
            Clock clock) {
        this.table = table;
        this.reach = reach;
        this.mappings = mappings;
        this.opening = opening;
        this.hosts = hosts;
        this.life = life;
        this.counters = counters;
        this.clock = clock;
    }

    /** Returns the index of a new session for a packet from inside, or -1 with its way made a drop. */
    int outbound(long packet, Snapshot snapshot) {
        if (!mayOpen(packet)) {
            return refuse(packet, Way.drop(DropReason.NO_SESSION));
        }
        int way = reach.outbound(Packet.ip(packet), snapshot);
        if (way != Way.DONE) {
            return refuse(packet, way);
        }
        int host = (int) Packet.addresses(packet);
        DropReason limit = limit(host);
        if (limit != null) {
            return refuse(packet, Way.tell(limit));
        }
        int found = snapshot.statics().findInside(Packet.protocol(packet), host, Packet.ports(packet) & 0xffff);
        int made = found != StaticTable.NONE
                ? opening.outStatic(packet, snapshot.statics().at(found))
                : dynamic(packet, host, snapshot);
        return made >= 0 || Packet.way(packet) != Way.OUT
                ? made
                : refuse(packet, Way.tell(DropReason.SESSION_TABLE_FULL));
    }

    /** A session with a NAT tuple of the pool; -1 with the way still {@link Way#OUT} if the table has no place. */
    private int dynamic(long packet, int host, Snapshot snapshot) {
        int own = snapshot.spread().index(host);
        if (!Ipv4.hasPorts(Packet.protocol(packet))) {
            int made = opening.portless(packet, own, snapshot);
            return made == Opening.NO_PORT ? noPort(packet) : made;
        }
        int mapping = snapshot.pool(own).endpointIndependent() ? mappings.findOut(packet) : Mappings.NONE;
        if (mapping == Mappings.NONE && !hosts.mayTakePort(host)) {
            return refuse(packet, Way.tell(DropReason.HOST_PORT_LIMIT));
        }
        int made = snapshot.pool(own).endpointIndependent()
                ? opening.mapped(packet, mapping, own, snapshot)
                : opening.dependent(packet, own, snapshot);
        return made == Opening.NO_PORT ? noPort(packet) : made;
    }

    private int noPort(long packet) {
        counters.add(Counter.PORT_ALLOCATION_FAILURE, 1);
        return refuse(packet, Way.tell(DropReason.NO_PORT));
    }

    /** Returns the index of a new session for a packet from outside, or -1 with its way made a drop. */
    int inbound(long packet, Snapshot snapshot) {
        int natAddress = (int) (Packet.addresses(packet) >>> 32);
        int natPort = Packet.ports(packet) >>> 16;
        int found = snapshot.statics().isEmpty()
                ? StaticTable.NONE
                : snapshot.statics().findOutside(Packet.protocol(packet), natAddress, natPort);
        int mapping = found == StaticTable.NONE ? mappings.findIn(packet, snapshot) : Mappings.NONE;
        if (found == StaticTable.NONE && mapping == Mappings.NONE) {
            counters.add(Counter.ED_DROP, 1);
            return refuse(packet, Way.drop(DropReason.ED_FILTER));
        }
        if (!mayOpen(packet)) {
            return refuse(packet, Way.drop(DropReason.NO_SESSION));
        }
        int host = found == StaticTable.NONE
                ? opening.insideAddress(mapping)
                : snapshot.statics().at(found).insideAddress();
        boolean hairpin = Pass.has(Packet.pass(packet), Pass.INBOUND);
        int way = reach.inbound(Packet.ip(packet), host, hairpin, snapshot);
        if (way != Way.DONE) {
            return refuse(packet, way);
        }
        DropReason limit = limit(host);
        if (limit != null) {
            return refuse(packet, Way.drop(limit));
        }
        if (found == StaticTable.NONE && mappings.findIn(packet, snapshot) != mapping) {
            counters.add(Counter.ED_DROP, 1); // what had run out was got back from the mapping's last session
            return refuse(packet, Way.drop(DropReason.ED_FILTER));
        }
        int made = found == StaticTable.NONE
                ? opening.inMapped(packet, mapping, snapshot)
                : opening.inStatic(packet, snapshot.statics().at(found));
        return made >= 0
                ? made
                : refuse(
                        packet, Way.drop(made == Opening.NO_PORT ? DropReason.NO_PORT : DropReason.SESSION_TABLE_FULL));
    }

    /** Whether a packet is of a kind that opens: SYN alone (RFC 6146 section 3.5.2.1), a request, any other datagram. */
    private static boolean mayOpen(long packet) {
        if (Ipv4.isLaterFragment(Packet.ip(packet))) {
            return !Ipv4.hasPorts(Packet.protocol(packet));
        }
        return switch (Packet.protocol(packet)) {
            case Ipv4.TCP -> TcpState.isSyn(Ipv4.TCP, Packet.transport(packet));
            case Ipv4.ICMP -> Icmp.isRequest(Icmp.type(Packet.transport(packet)));
            default -> true;
        };
    }

    /** The bound that keeps a host from another session, or null. What has expired does not count for long. */
    private @Nullable DropReason limit(int host) {
        DropReason reason = exceeded(host);
        return reason != null && life.reclaim() ? exceeded(host) : reason;
    }

    private @Nullable DropReason exceeded(int host) {
        int verdict = hosts.admit(host, clock.second());
        if (verdict == HostCounts.SESSIONS) {
            return DropReason.HOST_SESSION_LIMIT;
        }
        if (verdict == HostCounts.RATE) {
            return DropReason.HOST_RATE_LIMIT;
        }
        boolean full = verdict == HostCounts.NO_ROOM || table.size() == table.capacity();
        return full ? DropReason.SESSION_TABLE_FULL : null;
    }

    private static int refuse(long packet, int way) {
        Packet.setWay(packet, way);
        return REFUSED;
    }
}
