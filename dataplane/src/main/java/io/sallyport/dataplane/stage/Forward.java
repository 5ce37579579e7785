package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.RouteTable;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;

/**
 * Seventh stage: routes what is to leave, one look-up call for all of it, cuts what is too long, lowers the TTL, writes MAC
 * addresses and passes packets on to {@link Transmit}, or to {@link NeighborQueue} while the next hop's MAC address is
 * not known (docs/translation.md section 9).
 */
public final class Forward {
    /** Bytes of scratch memory. */
    public static final long BYTES = (8L + 8 + 4) * Burst.MAX;

    private final Transmit transmit;
    private final NeighborQueue neighbors;
    private final Fates fates;
    private final OwnIcmp icmp;
    private final Fragmenter fragmenter;
    private final WorkerCounters counters;
    private final Exit exit;
    private final long packets;
    private final long nextHops;
    private final long destinations;
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
        this.exit = new Exit(transmit);
        this.packets = scratch;
        this.nextHops = scratch + 8L * Burst.MAX;
        this.destinations = scratch + 16L * Burst.MAX;
    }

    /** Adds one packet that is to leave; at most a burst of them between two runs. */
    void add(long packet) {
        Memory.putLong(packets + 8L * count, packet);
        Memory.putInt(destinations + 4L * count, Integer.reverseBytes(Ipv4.destination(Packet.ip(packet))));
        count++;
    }

    /** Sends everything added on its way. */
    public void run(Snapshot snapshot) {
        if (count > 0) {
            snapshot.routes().lookup(destinations, nextHops, count);
            exit.forget();
            for (int k = 0; k < count; k++) {
                forward(Memory.getLong(packets + 8L * k), Memory.getLong(nextHops + 8L * k), snapshot);
            }
            count = 0;
        }
    }

    private void forward(long packet, long hop, Snapshot snapshot) {
        if (hop == RouteTable.NO_ROUTE) {
            unreachable(packet, Icmp.CODE_NETWORK, 0, snapshot);
            fates.drop(Packet.mbuf(packet), DropReason.NO_ROUTE);
            return;
        }
        exit.lead(hop, snapshot);
        boolean own = Packet.way(packet) == Way.SEND;
        if (!mayLeave(packet, snapshot)) {
            fates.drop(Packet.mbuf(packet), own ? DropReason.SPOOFED_SOURCE : DropReason.NO_NAT_ROLE);
            return;
        }
        long ip = Packet.ip(packet);
        if (Ipv4.totalLength(ip) > exit.mtu()) {
            tooLong(packet, ip, own, snapshot);
            return;
        }
        if (!own) {
            Ipv4.decrementTtl(ip);
        }
        send(packet, Packet.mbuf(packet), ip - Ethernet.HEADER, snapshot);
    }

    /** RFC 4787 REQ-13: what may be cut is cut. */
    private void tooLong(long packet, long ip, boolean own, Snapshot snapshot) {
        if (Ipv4.dontFragment(ip)) {
            unreachable(packet, Icmp.CODE_TOO_BIG, exit.mtu(), snapshot);
            fates.drop(Packet.mbuf(packet), DropReason.MTU_EXCEEDED);
            return;
        }
        if (!own) {
            Ipv4.decrementTtl(ip);
        }
        int n = fragmenter.cut(Packet.mbuf(packet), exit.mtu(), pieces);
        if (n == 0) {
            fates.drop(Packet.mbuf(packet), DropReason.NO_MBUF);
            return;
        }
        counters.add(Counter.GENERATED_PACKETS, n - 1L);
        for (int piece = 0; piece < n; piece++) {
            send(packet, pieces[piece], Mbuf.data(pieces[piece]), snapshot);
        }
    }

    /** Sends the buffer of a packet, or of a piece of it. */
    private void send(long packet, long mbuf, long frame, Snapshot snapshot) {
        int destination = Ipv4.destination(frame + Ethernet.HEADER);
        if (exit.address(frame, destination, snapshot)) {
            transmit.add(exit.outbox(), mbuf);
        } else {
            neighbors.add(exit.neighbor(destination), mbuf, Packet.from(packet), errorPass(packet));
        }
    }

    private void unreachable(long packet, int code, int mtu, Snapshot snapshot) {
        int errorPass = errorPass(packet);
        if (errorPass != 0) {
            int from = Packet.from(packet);
            int source = snapshot.interfaceAt(from).address();
            icmp.error(Packet.ip(packet), from, source, Icmp.UNREACHABLE, code, mtu, errorPass);
        }
    }

    /** How an error about a packet finds back to its sender; 0 if there is none to send. */
    private static int errorPass(long packet) {
        return switch (Packet.way(packet)) {
            case Way.OUT, Way.OUT_ERROR -> Pass.INBOUND;
            case Way.IN, Way.IN_ERROR -> Pass.OUTBOUND;
            case Way.ROUTE -> Pass.FINISHED;
            default -> 0;
        };
    }

    /** What is translated goes to the other side, what is the gateway's own back to the side that it answers to. */
    private boolean mayLeave(long packet, Snapshot snapshot) {
        Role role = exit.role();
        return switch (Packet.way(packet)) {
            case Way.OUT, Way.OUT_ERROR -> role == Role.OUTSIDE;
            case Way.IN, Way.IN_ERROR -> role == Role.INSIDE;
            case Way.ROUTE ->
                role != Role.NONE
                        && role != snapshot.interfaceAt(Packet.from(packet)).role();
            default -> role == snapshot.interfaceAt(Packet.from(packet)).role();
        };
    }
}
