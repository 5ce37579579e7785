package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.HostCounts;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.StaticMapping;

/**
 * Makes sessions, one way for each kind of NAT tuple: of the pool, of an endpoint-independent mapping, of a static mapping, of an
 * address alone. {@code own} is the pool address of the inside host. Each returns the session's index, {@link #NO_PORT}, or {@link #NO_PLACE} with nothing left behind.
 */
final class Opening {
    /** Answer where the table has no place. */
    static final int NO_PLACE = -1;
    /** Answer where there is no NAT tuple to give. */
    static final int NO_PORT = -2;

    private final int self;
    private final SessionTable table;
    private final PortChoice choice;
    private final Mappings mappings;
    private final SessionLife life;
    private final HostCounts hosts;
    private final Clock clock;
    private final boolean soft;

    Opening(
            int self,
            SessionTable table,
            PortChoice choice,
            Mappings mappings,
            SessionLife life,
            HostCounts hosts,
            Clock clock,
            boolean soft) {
        this.self = self;
        this.table = table;
        this.choice = choice;
        this.mappings = mappings;
        this.life = life;
        this.hosts = hosts;
        this.clock = clock;
        this.soft = soft;
    }

    /** Endpoint-dependent: a NAT port for this flow. */
    int dependent(long packet, int own, Snapshot snapshot) {
        long chosen = choice.choose(packet, own, snapshot);
        if (chosen == PortChoice.NONE) {
            return NO_PORT;
        }
        int address = snapshot.pool(PortChoice.pool(chosen)).address();
        int made = out(packet, address, PortChoice.port(chosen), 0);
        if (made < 0) {
            life.releasePort(address, PortChoice.port(chosen), Packet.protocol(packet));
        }
        return made;
    }

    /** Endpoint-independent: the tuple of the mapping given, or of a new one. */
    int mapped(long packet, int existing, int own, Snapshot snapshot) {
        int mapping = existing == Mappings.NONE ? mappings.create(packet, own, snapshot) : existing;
        if (mapping < 0) {
            return mapping;
        }
        long line = table.line(mapping);
        int made = NO_PLACE;
        if (mappings.use(mapping, (int) (Packet.addresses(packet) >>> 32), snapshot)) {
            made = out(
                    packet,
                    SessionLine.natAddress(line),
                    SessionLine.natPort(line),
                    mappings.sessionFlags(mapping, snapshot));
            if (made < 0) {
                mappings.unuse(mapping, (int) (Packet.addresses(packet) >>> 32), existing == Mappings.NONE);
            } else if (existing == Mappings.NONE) {
                hosts.tookPort((int) Packet.addresses(packet));
            }
        } else if (existing == Mappings.NONE) {
            life.dropMapping(mapping);
        }
        return made;
    }

    /** Through a static mapping: its tuple, the inside port where the whole address is mapped. */
    int outStatic(long packet, StaticMapping mapping) {
        int port = mapping.isOneToOne() ? Packet.ports(packet) & 0xffff : mapping.outsidePort();
        return out(packet, mapping.outsideAddress(), port, SessionLine.STATIC);
    }

    /** A protocol without ports: an address that has no session of it with this remote address yet. */
    int portless(long packet, int own, Snapshot snapshot) {
        int tried = soft ? snapshot.poolSize() : 1;
        for (int k = 0; k < tried; k++) {
            int pool = (own + k) % snapshot.poolSize();
            PoolAddress address = snapshot.pool(pool);
            long key = Ipv4.addresses((int) (Packet.addresses(packet) >>> 32), address.address());
            if (PortChoice.alike(own, pool, snapshot) && life.isGone(table.findIn(key, 0, Packet.protocol(packet)))) {
                return out(packet, address.address(), 0, 0);
            }
        }
        return NO_PORT;
    }

    /** From outside, to the inside end of a static mapping. */
    int inStatic(long packet, StaticMapping mapping) {
        int port = mapping.isOneToOne() ? Packet.ports(packet) >>> 16 : mapping.insidePort();
        return in(packet, mapping.insideAddress(), port, SessionLine.STATIC);
    }

    /** From outside, to the inside end of an endpoint-independent mapping. */
    int inMapped(long packet, int mapping, Snapshot snapshot) {
        long line = table.line(mapping);
        int remote = (int) Packet.addresses(packet);
        if (!mappings.use(mapping, remote, snapshot)) {
            return NO_PLACE;
        }
        int flags = mappings.sessionFlags(mapping, snapshot);
        int made = in(packet, SessionLine.insideAddress(line), SessionLine.insidePort(line), flags);
        if (made < 0) {
            mappings.unuse(mapping, remote, false);
        }
        return made;
    }

    /** Inside address of a mapping. */
    int insideAddress(int mapping) {
        return SessionLine.insideAddress(table.line(mapping));
    }

    private int out(long packet, int natAddress, int natPort, int flags) {
        return begin(table.create(
                (int) Packet.addresses(packet),
                Packet.ports(packet) & 0xffff,
                (int) (Packet.addresses(packet) >>> 32),
                Packet.ports(packet) >>> 16,
                natAddress,
                natPort,
                Packet.protocol(packet),
                Packet.slot(packet),
                flags,
                self,
                clock.stamp()));
    }

    private int in(long packet, int insideAddress, int insidePort, int flags) {
        long key = Ipv4.addresses(insideAddress, (int) Packet.addresses(packet));
        int portPair = insidePort | Packet.ports(packet) << 16;
        if (!life.isGone(table.findOut(key, portPair, Packet.protocol(packet)))) {
            return NO_PORT; // the two ends have a session through another NAT tuple
        }
        return begin(table.create(
                insideAddress,
                insidePort,
                (int) Packet.addresses(packet),
                Packet.ports(packet) & 0xffff,
                (int) (Packet.addresses(packet) >>> 32),
                Packet.ports(packet) >>> 16,
                Packet.protocol(packet),
                Packet.slot(packet),
                flags,
                self,
                clock.stamp()));
    }

    private int begin(int index) {
        if (index >= 0) {
            life.begin(index);
        }
        return index;
    }
}
