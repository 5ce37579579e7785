package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.RouteTable;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import java.util.Arrays;

/**
 * Sixth stage: routes what is to leave, one look-up call for all of it, lowers the TTL, writes MAC addresses and passes
 * packets on to {@link Transmit}, or to {@link NeighborQueue} while the next hop's MAC address is not known.
 */
public final class Forward {
    /** Packets that can be added between two runs: a burst and a packet of our own for each. */
    static final int MAX = 2 * Burst.MAX;

    /** Bytes of scratch memory. */
    public static final long BYTES = 12L * MAX;

    /** How a packet came to leave; decides what is checked. */
    enum Kind {
        /** Translated, to outside. */
        OUT,
        /** Translated, to inside. */
        IN,
        /** Of our own: no TTL to lower, any interface. */
        OWN
    }

    private final Transmit transmit;
    private final NeighborQueue neighbors;
    private final Fates fates;
    private final long destinations;
    private final long nextHops;
    private final long[] mbufs = new long[MAX];
    private final Kind[] kinds = new Kind[MAX];
    private int count;

    /**
     * Makes the stage.
     *
     * @param scratch memory of {@link #BYTES} bytes
     */
    public Forward(Transmit transmit, NeighborQueue neighbors, Fates fates, long scratch) {
        this.transmit = transmit;
        this.neighbors = neighbors;
        this.fates = fates;
        this.nextHops = scratch;
        this.destinations = scratch + 8L * MAX;
        Arrays.fill(kinds, Kind.OWN);
    }

    /** Adds one packet that is to leave. */
    void add(long mbuf, long ip, Kind kind) {
        mbufs[count] = mbuf;
        kinds[count] = kind;
        Memory.putInt(destinations + 4L * count, Integer.reverseBytes(Ipv4.destination(ip)));
        count++;
    }

    /** Sends everything added on its way. */
    public void run(Snapshot snapshot) {
        if (count > 0) {
            snapshot.routes().lookup(destinations, nextHops, count);
            for (int k = 0; k < count; k++) {
                forward(k, Memory.getLong(nextHops + 8L * k), snapshot);
            }
            count = 0;
        }
    }

    private void forward(int k, long hop, Snapshot snapshot) {
        long mbuf = mbufs[k];
        if (hop == RouteTable.NO_ROUTE) {
            fates.drop(mbuf, DropReason.NO_ROUTE);
            return;
        }
        NextHop next = snapshot.nextHop(hop);
        InterfaceFacts to = snapshot.interfaceAt(next.interfaceNumber());
        if (!mayLeave(kinds[k], to.role())) {
            fates.drop(mbuf, DropReason.NO_NAT_ROLE);
            return;
        }
        long frame = Mbuf.data(mbuf);
        long ip = frame + Ethernet.HEADER;
        if (Mbuf.packetLength(mbuf) - Ethernet.HEADER > to.mtu()) {
            fates.drop(mbuf, DropReason.MTU_EXCEEDED);
            return;
        }
        if (kinds[k] != Kind.OWN) {
            Ipv4.decrementTtl(ip);
        }
        int address = next.gateway() == 0 ? Ipv4.destination(ip) : next.gateway();
        long key = NeighborTable.key(next.interfaceNumber(), address);
        long mac = snapshot.neighbors().find(key);
        Ethernet.setAddresses(frame, mac, to.mac());
        if (mac == NeighborTable.UNKNOWN) {
            neighbors.add(key, mbuf);
        } else {
            transmit.add(next.interfaceNumber(), mbuf);
        }
    }

    private static boolean mayLeave(Kind kind, Role role) {
        return switch (kind) {
            case OUT -> role == Role.OUTSIDE;
            case IN -> role == Role.INSIDE;
            case OWN -> true;
        };
    }
}
