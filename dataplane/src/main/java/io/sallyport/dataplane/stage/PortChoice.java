package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.ports.PortRandom;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.Snapshot;

/**
 * Chooses pool address and NAT port of a new session or mapping (docs/translation.md section 5, "NAT port"). The port comes from the
 * flow's own slot, so that answers lead to the same worker (checklist C5.7); the pool address follows from the inside
 * address alone, so that a host keeps one public address on all workers (RFC 4787 REQ-2, RFC 6888 REQ-2).
 */
final class PortChoice {
    /** Answer where no port is left. */
    static final long NONE = -1;

    private final SessionTable table;
    private final PortMap ports;
    private final PortRandom random;
    private final SessionLife life;
    private final boolean overload;
    private final boolean soft;

    PortChoice(SessionTable table, PortMap ports, PortRandom random, SessionLife life, boolean overload, boolean soft) {
        this.table = table;
        this.ports = ports;
        this.random = random;
        this.life = life;
        this.overload = overload;
        this.soft = soft;
    }

    /** Pool address index in a choice. */
    static int pool(long choice) {
        return (int) (choice >>> 16);
    }

    /** NAT port in a choice, packet order. */
    static int port(long choice) {
        return Ports.swap((int) choice & 0xffff);
    }

    /** Chooses for a packet from inside whose host has the pool address {@code own}; the port has one more use then. */
    long choose(long packet, int own, Snapshot snapshot) {
        long choice = free(packet, own);
        if (choice == NONE && life.reclaim()) {
            choice = free(packet, own);
        }
        if (choice == NONE && mayOverload(snapshot.pool(own))) {
            choice = shared(packet, own, snapshot);
        }
        return choice == NONE && soft ? elsewhere(packet, own, snapshot) : choice;
    }

    private long elsewhere(long packet, int own, Snapshot snapshot) {
        long choice = NONE;
        for (int k = 1; k < snapshot.poolSize() && choice == NONE; k++) {
            int pool = (own + k) % snapshot.poolSize();
            choice = alike(own, pool, snapshot) ? free(packet, pool) : NONE;
        }
        if (!mayOverload(snapshot.pool(own))) {
            return choice;
        }
        for (int k = 1; k < snapshot.poolSize() && choice == NONE; k++) {
            int pool = (own + k) % snapshot.poolSize();
            choice = alike(own, pool, snapshot) ? shared(packet, pool, snapshot) : NONE;
        }
        return choice;
    }

    /** Whether two pool addresses map and filter alike: a host's NAT behaves the same on both. */
    static boolean alike(int own, int other, Snapshot snapshot) {
        PoolAddress one = snapshot.pool(own);
        PoolAddress two = snapshot.pool(other);
        return one.endpointIndependent() == two.endpointIndependent() && one.filtering() == two.filtering();
    }

    private boolean mayOverload(PoolAddress pool) {
        return overload && !pool.endpointIndependent();
    }

    private long free(long packet, int pool) {
        int protocol = Packet.protocol(packet);
        int inside = Ports.swap(Packet.ports(packet) & 0xffff);
        int parity = protocol == Ipv4.UDP ? inside & 1 : -1; // RFC 4787 REQ-4, RFC 7857 section 8
        int port = ports.allocate(pool, SessionLife.portClass(protocol), Packet.slot(packet), parity, random);
        return port < 0 ? NONE : choice(pool, port);
    }

    /** A port of the slot that has no session with this remote endpoint yet (RFC 7857 section 3). */
    private long shared(long packet, int pool, Snapshot snapshot) {
        int portClass = SessionLife.portClass(Packet.protocol(packet));
        int remotePort = Packet.ports(packet) >>> 16;
        long key = Ipv4.addresses(
                (int) (Packet.addresses(packet) >>> 32), snapshot.pool(pool).address());
        int start = random.next(PortMap.PORTS_PER_SLOT);
        for (int k = 0; k < PortMap.PORTS_PER_SLOT; k++) {
            int port = Slots.firstPort(Packet.slot(packet)) + ((start + k) & (PortMap.PORTS_PER_SLOT - 1));
            int portPair = Ports.swap(port) << 16 | remotePort;
            if (life.isGone(table.findIn(key, portPair, Packet.protocol(packet)))
                    && ports.share(pool, portClass, port)) {
                return choice(pool, port);
            }
        }
        return NONE;
    }

    private static long choice(int pool, int port) {
        return (long) pool << 16 | port;
    }
}
