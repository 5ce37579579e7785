package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.ports.PortRandom;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TcpState;
import io.sallyport.dataplane.snapshot.Snapshot;

/**
 * The slow side of the fourth stage: opens a session for the first packet of a flow from inside (checklist C4.5, C7.2). The NAT
 * port comes from the flow's own slot, so that answers lead to the same worker (C5.7); the pool address follows from the
 * inside address alone, so that a host keeps one public address on all workers (RFC 4787 REQ-2).
 */
public final class SessionCreator {
    private final int self;
    private final SessionTable table;
    private final PortMap ports;
    private final PortRandom random;
    private final SessionLife life;
    private final WorkerCounters counters;
    private final Clock clock;
    private final boolean overload;
    private final boolean soft;

    /**
     * Makes the creator for worker {@code self}.
     *
     * @param overload whether a port may serve several remote endpoints once none is free
     * @param soft whether a host may get another pool address once its own has nothing left
     */
    public SessionCreator(
            int self,
            SessionTable table,
            PortMap ports,
            PortRandom random,
            SessionLife life,
            WorkerCounters counters,
            Clock clock,
            boolean overload,
            boolean soft) {
        this.self = self;
        this.table = table;
        this.ports = ports;
        this.random = random;
        this.life = life;
        this.counters = counters;
        this.clock = clock;
        this.overload = overload;
        this.soft = soft;
    }

    /** Returns the index of a new session for packet {@code i}, or -1 with its way made a drop. */
    int create(Burst burst, int i, Snapshot snapshot) {
        int protocol = burst.protocol[i];
        if (protocol == Ipv4.TCP && !TcpState.isSyn(protocol, burst.transport[i])) {
            burst.way[i] = Way.drop(DropReason.NO_SESSION); // RFC 6146 section 3.5.2.1: only SYN opens
            return -1;
        }
        if (table.size() == table.capacity()) {
            return refuse(burst, i, DropReason.SESSION_TABLE_FULL);
        }
        int size = snapshot.poolSize();
        int own = snapshot.spread().index((int) burst.addresses[i]);
        int port = choosePort(burst, i, own, snapshot.pool(own).address());
        if (port >= 0) {
            return open(burst, i, own, snapshot.pool(own).address(), port);
        }
        for (int k = 1; soft && k < size; k++) {
            int pool = (own + k) % size;
            port = freePort(burst, i, pool);
            if (port >= 0) {
                return open(burst, i, pool, snapshot.pool(pool).address(), port);
            }
        }
        counters.add(Counter.PORT_ALLOCATION_FAILURE, 1);
        return refuse(burst, i, DropReason.NO_PORT);
    }

    /** Takes a free port of the slot, else one that has no session with this remote endpoint yet; -1 if there is none. */
    private int choosePort(Burst burst, int i, int pool, int natAddress) {
        int port = freePort(burst, i, pool);
        return port >= 0 || !overload ? port : sharePort(burst, i, pool, natAddress);
    }

    private int freePort(Burst burst, int i, int pool) {
        int protocol = burst.protocol[i];
        int inside = Ports.swap(burst.ports[i] & 0xffff);
        int parity = protocol == Ipv4.UDP ? inside & 1 : -1; // RFC 4787 REQ-4, RFC 7857 section 8
        return ports.allocate(pool, SessionLife.portClass(protocol), burst.slot[i], parity, random);
    }

    private int sharePort(Burst burst, int i, int pool, int natAddress) {
        int portClass = SessionLife.portClass(burst.protocol[i]);
        int remotePort = burst.ports[i] >>> 16;
        long key = Ipv4.addresses((int) (burst.addresses[i] >>> 32), natAddress);
        int start = random.next(PortMap.PORTS_PER_SLOT);
        for (int k = 0; k < PortMap.PORTS_PER_SLOT; k++) {
            int port = Slots.firstPort(burst.slot[i]) + ((start + k) & (PortMap.PORTS_PER_SLOT - 1));
            if (table.findIn(key, Ports.swap(port) << 16 | remotePort, burst.protocol[i]) < 0
                    && ports.share(pool, portClass, port)) {
                return port;
            }
        }
        return -1;
    }

    private int open(Burst burst, int i, int pool, int natAddress, int port) {
        int protocol = burst.protocol[i];
        int index = table.create(
                (int) burst.addresses[i],
                burst.ports[i] & 0xffff,
                (int) (burst.addresses[i] >>> 32),
                burst.ports[i] >>> 16,
                natAddress,
                Ports.swap(port),
                protocol,
                burst.slot[i],
                self,
                clock.stamp());
        if (index < 0) {
            ports.release(pool, SessionLife.portClass(protocol), port);
            return refuse(burst, i, DropReason.SESSION_TABLE_FULL);
        }
        life.begin(index);
        return index;
    }

    private static int refuse(Burst burst, int i, DropReason reason) {
        burst.way[i] = Way.drop(reason);
        return -1;
    }
}
