package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Icmp;
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
 * Seventh stage: routes what is to leave, one look-up call for all of it, cuts what is too long, lowers the TTL, writes MAC
 * addresses and passes packets on to {@link Transmit}, or to {@link NeighborQueue} while the next hop's MAC address is
 * not known (docs/translation.md section 9).
 */
public final class Forward {
    /** Bytes of scratch memory. */
    public static final long BYTES = 12L * Burst.MAX;

    /** How a packet came to leave; decides what is checked. */
    enum Kind {
        /** Translated, to outside. */
        OUT,
        /** Translated, to inside. */
        IN,
        /** Not translated, to the other side. */
        ROUTED,
        /** Of our own: no TTL to lower, back to the side that it answers to. */
        OWN
    }

    private final Transmit transmit;
    private final NeighborQueue neighbors;
    private final Fates fates;
    private final OwnIcmp icmp;
    private final Fragmenter fragmenter;
    private final WorkerCounters counters;
    private final long destinations;
    private final long nextHops;
    private final long[] mbufs = new long[Burst.MAX];
    private final int[] froms = new int[Burst.MAX];
    private final Kind[] kinds = new Kind[Burst.MAX];
    private final long[] pieces = new long[Fragmenter.MOST];
    private int count;

    /**
     * Makes the stage.
     *
     * @param scratch memory of {@link #BYTES} bytes
     */
    Forward(
            Transmit transmit,
            NeighborQueue neighbors,
            Fates fates,
            OwnIcmp icmp,
            Fragmenter fragmenter,
            WorkerCounters counters,
            long scratch) {
        this.transmit = transmit;
        this.neighbors = neighbors;
        this.fates = fates;
        this.icmp = icmp;
        this.fragmenter = fragmenter;
        this.counters = counters;
        this.nextHops = scratch;
        this.destinations = scratch + 8L * Burst.MAX;
        Arrays.fill(kinds, Kind.OWN);
    }

    /** Adds one packet that is to leave; at most a burst of them between two runs. */
    void add(long mbuf, long ip, int from, Kind kind) {
        mbufs[count] = mbuf;
        froms[count] = from;
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
        long ip = Mbuf.data(mbuf) + Ethernet.HEADER;
        if (hop == RouteTable.NO_ROUTE) {
            unreachable(k, Icmp.CODE_NETWORK, 0, snapshot);
            fates.drop(mbuf, DropReason.NO_ROUTE);
            return;
        }
        NextHop next = snapshot.nextHop(hop);
        InterfaceFacts to = snapshot.interfaceAt(next.interfaceNumber());
        if (!mayLeave(k, to.role(), snapshot)) {
            fates.drop(mbuf, kinds[k] == Kind.OWN ? DropReason.SPOOFED_SOURCE : DropReason.NO_NAT_ROLE);
            return;
        }
        boolean tooLong = Ipv4.totalLength(ip) > to.mtu();
        if (tooLong && Ipv4.dontFragment(ip)) {
            unreachable(k, Icmp.CODE_TOO_BIG, to.mtu(), snapshot);
            fates.drop(mbuf, DropReason.MTU_EXCEEDED);
            return;
        }
        if (kinds[k] != Kind.OWN) {
            Ipv4.decrementTtl(ip);
        }
        if (tooLong) {
            cut(k, mbuf, next, to, snapshot);
        } else {
            send(k, mbuf, next, to, snapshot);
        }
    }

    /** RFC 4787 REQ-13: what may be cut is cut. */
    private void cut(int k, long mbuf, NextHop next, InterfaceFacts to, Snapshot snapshot) {
        int n = fragmenter.cut(mbuf, to.mtu(), pieces);
        if (n == 0) {
            fates.drop(mbuf, DropReason.NO_MBUF);
            return;
        }
        counters.add(Counter.GENERATED_PACKETS, n - 1L);
        for (int piece = 0; piece < n; piece++) {
            send(k, pieces[piece], next, to, snapshot);
        }
    }

    private void send(int k, long mbuf, NextHop next, InterfaceFacts to, Snapshot snapshot) {
        long frame = Mbuf.data(mbuf);
        int address = next.gateway() == 0 ? Ipv4.destination(frame + Ethernet.HEADER) : next.gateway();
        long key = NeighborTable.key(next.interfaceNumber(), address);
        long mac = snapshot.neighbors().find(key);
        Ethernet.setAddresses(frame, mac, to.mac());
        if (mac == NeighborTable.UNKNOWN) {
            neighbors.add(key, mbuf, froms[k], errorPass(kinds[k]));
        } else {
            transmit.add(next.interfaceNumber(), mbuf);
        }
    }

    private void unreachable(int k, int code, int mtu, Snapshot snapshot) {
        if (kinds[k] != Kind.OWN) {
            long ip = Mbuf.data(mbufs[k]) + Ethernet.HEADER;
            int source = snapshot.interfaceAt(froms[k]).address();
            icmp.error(ip, froms[k], source, Icmp.UNREACHABLE, code, mtu, errorPass(kinds[k]));
        }
    }

    /** How an error about a packet finds back to its sender; 0 if there is none to send. */
    private static int errorPass(Kind kind) {
        return switch (kind) {
            case OUT -> Pass.INBOUND;
            case IN -> Pass.OUTBOUND;
            case ROUTED -> Pass.FINISHED;
            case OWN -> 0;
        };
    }

    private boolean mayLeave(int k, Role role, Snapshot snapshot) {
        return switch (kinds[k]) {
            case OUT -> role == Role.OUTSIDE;
            case IN -> role == Role.INSIDE;
            case ROUTED ->
                role != Role.NONE && role != snapshot.interfaceAt(froms[k]).role();
            case OWN -> role == snapshot.interfaceAt(froms[k]).role();
        };
    }
}
