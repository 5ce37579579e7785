package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.snapshot.AddressTable;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.Snapshot;

/**
 * Endpoint-independent mappings (RFC 4787 REQ-1, RFC 5382 REQ-1; checklist C6.5): one NAT tuple for an inside tuple, whatever
 * the remote endpoint. A mapping is a line of the session table with an all-zero remote endpoint, found from both sides like a
 * session, that counts the sessions it has. For address-dependent filtering a <em>peer</em> line, with remote port 0,
 * counts those with one remote address. No packet can have such a key: its remote port would be 0.
 */
final class Mappings {
    /** Answer where there is none. */
    static final int NONE = -1;

    private final int self;
    private final SessionTable table;
    private final PortChoice choice;
    private final SessionLife life;
    private final Clock clock;

    Mappings(int self, SessionTable table, PortChoice choice, SessionLife life, Clock clock) {
        this.self = self;
        this.table = table;
        this.choice = choice;
        this.life = life;
        this.clock = clock;
    }

    /** The mapping of the inside tuple of a packet from inside, in use or resting. */
    int findOut(long packet) {
        return table.findOut(
                Packet.addresses(packet) & 0xffff_ffffL, Packet.ports(packet) & 0xffff, Packet.protocol(packet));
    }

    /** The mapping in use that a packet from outside is for, if its filter lets the packet in. */
    int findIn(long packet, Snapshot snapshot) {
        int protocol = Packet.protocol(packet);
        if (protocol != Ipv4.TCP && protocol != Ipv4.UDP) {
            return NONE;
        }
        int natPort = Packet.ports(packet) & 0xffff_0000;
        int found = table.findIn(Packet.addresses(packet) & 0xffff_ffff_0000_0000L, natPort, protocol);
        if (found < 0 || SessionLine.uses(table.line(found)) == 0) {
            return NONE;
        }
        boolean open =
                switch (filtering(table.line(found), snapshot)) {
                    case ENDPOINT_INDEPENDENT -> true;
                    case ADDRESS_DEPENDENT -> table.findIn(Packet.addresses(packet), natPort, protocol) >= 0;
                    case ENDPOINT_DEPENDENT -> false;
                };
        return open ? found : NONE;
    }

    /** Makes a mapping for the inside tuple of a packet from inside, whose host has the pool address {@code own}; or {@link Opening#NO_PORT}, {@link Opening#NO_PLACE}. */
    int create(long packet, int own, Snapshot snapshot) {
        long chosen = choice.choose(packet, own, snapshot);
        if (chosen == PortChoice.NONE) {
            return Opening.NO_PORT;
        }
        PoolAddress pool = snapshot.pool(PortChoice.pool(chosen));
        int index = table.create(
                (int) Packet.addresses(packet),
                Packet.ports(packet) & 0xffff,
                0,
                0,
                pool.address(),
                PortChoice.port(chosen),
                Packet.protocol(packet),
                Packet.slot(packet),
                SessionLine.MAPPING,
                self,
                clock.stamp());
        if (index < 0) {
            life.releasePort(pool.address(), PortChoice.port(chosen), Packet.protocol(packet));
            return Opening.NO_PLACE;
        }
        return index;
    }

    /** Counts a session of a mapping with a remote address; false, with nothing changed, if no line is left for its peer. */
    boolean use(int mapping, int remoteAddress, Snapshot snapshot) {
        long line = table.line(mapping);
        if (needsPeer(line, snapshot) && !usePeer(line, remoteAddress)) {
            return false;
        }
        life.wake(mapping);
        SessionLine.setUses(line, SessionLine.uses(line) + 1);
        return true;
    }

    /** Takes {@link #use} back; a mapping that was {@code fresh} goes without a rest. */
    void unuse(int mapping, int remoteAddress, boolean fresh) {
        int left = life.leaveMapping(mapping, remoteAddress);
        if (fresh) {
            life.dropMapping(mapping);
        } else if (left == 0) {
            life.restOn(mapping);
        }
    }

    private boolean usePeer(long mapping, int remoteAddress) {
        int peer = life.peerOf(mapping, remoteAddress);
        if (peer < 0) {
            peer = table.create(
                    SessionLine.insideAddress(mapping),
                    SessionLine.insidePort(mapping),
                    remoteAddress,
                    0,
                    SessionLine.natAddress(mapping),
                    SessionLine.natPort(mapping),
                    SessionLine.protocol(mapping),
                    SessionLine.slot(mapping),
                    SessionLine.PEER,
                    self,
                    clock.stamp());
        }
        if (peer < 0) {
            return false;
        }
        SessionLine.setUses(table.line(peer), SessionLine.uses(table.line(peer)) + 1);
        return true;
    }

    /** Flags of the sessions of a mapping. */
    int sessionFlags(int mapping, Snapshot snapshot) {
        long line = table.line(mapping);
        boolean quiet =
                SessionLine.protocol(line) == Ipv4.UDP && filtering(line, snapshot) == Filtering.ENDPOINT_INDEPENDENT;
        return SessionLine.MAPPED | (quiet ? SessionLine.QUIET : 0);
    }

    /** ICMP sessions have remote port 0 themselves: for them the session is its own peer. */
    private static boolean needsPeer(long mapping, Snapshot snapshot) {
        return SessionLine.protocol(mapping) != Ipv4.ICMP
                && filtering(mapping, snapshot) == Filtering.ADDRESS_DEPENDENT;
    }

    private static Filtering filtering(long mapping, Snapshot snapshot) {
        int pool = snapshot.addresses().find(SessionLine.natAddress(mapping));
        return AddressTable.isPool(pool) ? snapshot.pool(pool).filtering() : Filtering.ENDPOINT_DEPENDENT;
    }
}
