package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.packet.Udp;
import io.sallyport.dataplane.snapshot.AddressTable;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.StaticTable;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;

/**
 * The short way through {@link Classify} for what nearly every packet is: TCP or UDP in a frame to the gateway, without IP options, not a
 * fragment, between a host and one beyond NAT. It accepts what is clearly that and leaves all else to the full rules. Those would come to the
 * same end with what it accepts; assertions compare the two, packet by packet.
 *
 * <p>Its loop leads nowhere but on to the next packet, so that the compiler reads what is the same for all of them once: a packet's whole way
 * takes 18 % less time than by the full rules alone (docs/performance.md).
 */
final class PlainPackets {
    private final FlowOwner owner;

    PlainPackets(FlowOwner owner) {
        this.owner = owner;
    }

    /**
     * Gives each plain packet its way, session key, slot and owner, and all others the way {@link Way#UNJUDGED}.
     *
     * @param burst fresh from an interface that is inside or outside
     * @return whether there are others
     */
    boolean run(Burst burst, InterfaceFacts from, Snapshot snapshot) {
        boolean outbound = from.role() == Role.INSIDE;
        int way = outbound ? Way.OUT : Way.IN;
        boolean others = false;
        long end = burst.end();
        for (long packet = burst.first(); packet < end; packet += Packet.SIZE) {
            boolean plain = accept(packet, from, outbound, snapshot);
            Packet.setWay(packet, plain ? way : Way.UNJUDGED);
            others |= !plain;
        }
        return others;
    }

    /** A frame of one piece to the gateway that holds all of an IPv4 packet (docs/translation.md sections 1 and 2), and of such a flow. */
    private boolean accept(long packet, InterfaceFacts from, boolean outbound, Snapshot snapshot) {
        long mbuf = Packet.mbuf(packet);
        long ip = Packet.ip(packet);
        int room = Mbuf.dataLength(mbuf) - Ethernet.HEADER;
        if (room < Ipv4.HEADER || Mbuf.segments(mbuf) != 1 || !isToGateway(ip - Ethernet.HEADER, from)) {
            return false;
        }
        int total = Ipv4.totalLength(ip);
        boolean plain = Ipv4.isPlain(ip)
                && total <= room
                && !Ipv4.isFragment(ip)
                && Classify.checksumHolds(mbuf, ip, Ipv4.HEADER, from)
                && mayPass(ip, outbound, snapshot)
                && flow(packet, ip, total - Ipv4.HEADER, outbound, snapshot);
        if (plain && total < room) {
            Mbuf.setLength(mbuf, Ethernet.HEADER + total); // Ethernet padding is not part of the packet
        }
        return plain;
    }

    private static boolean isToGateway(long frame, InterfaceFacts from) {
        return Ethernet.isIpv4(frame) && Ethernet.destination(frame) == from.mac();
    }

    /** From a host to one beyond NAT, or to a NAT address (section 3; see {@link Admission}). */
    private static boolean mayPass(long ip, boolean outbound, Snapshot snapshot) {
        int source = Ipv4.source(ip);
        int destination = Ipv4.destination(ip);
        if (Ipv4.ttl(ip) <= 1 || Admission.isMartian(source) || Admission.isMartian(destination)) {
            return false;
        }
        AddressTable addresses = snapshot.addresses();
        int target = addresses.find(destination);
        return addresses.find(source) == AddressTable.FOREIGN
                && (outbound
                        ? target == AddressTable.FOREIGN
                                && !snapshot.untranslated().holds(destination)
                        : AddressTable.isNat(target));
    }

    /** Whether the packet is of a flow of TCP or UDP; if it is, writes the session key and names the owner (section 4; see {@link TransportHeader}). */
    private boolean flow(long packet, long ip, int length, boolean outbound, Snapshot snapshot) {
        int protocol = Ipv4.protocol(ip);
        long transport = ip + Ipv4.HEADER;
        if (!(protocol == Ipv4.UDP ? isUdp(transport, length) : protocol == Ipv4.TCP && isTcp(transport, length))) {
            return false;
        }
        int ports = Memory.getInt(transport);
        if (TransportHeader.remotePort(ports, outbound) == 0) {
            return false;
        }
        if (outbound) {
            owner.ofInside(packet, Ipv4.source(ip), ports & 0xffff, protocol);
        } else if (isStatic(protocol, Ipv4.destination(ip), ports >>> 16, snapshot.statics())) {
            return false;
        } else {
            owner.ofNatPort(packet, ports >>> 16);
        }
        Packet.setProtocol(packet, protocol);
        Packet.setTransport(packet, transport);
        Packet.setAddresses(packet, Ipv4.addresses(ip));
        Packet.setPorts(packet, ports);
        return true;
    }

    private static boolean isUdp(long udp, int length) {
        if (length < Udp.HEADER) {
            return false;
        }
        int said = Udp.length(udp);
        return said >= Udp.HEADER && said <= length;
    }

    private static boolean isTcp(long tcp, int length) {
        if (length < Tcp.HEADER) {
            return false;
        }
        int header = Tcp.headerLength(tcp);
        return header >= Tcp.HEADER && header <= length;
    }

    private static boolean isStatic(int protocol, int natAddress, int natPort, StaticTable statics) {
        return !statics.isEmpty() && statics.findOutside(protocol, natAddress, natPort) != StaticTable.NONE;
    }
}
