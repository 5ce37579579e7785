package io.sallyport.dataplane.stage;

import static io.sallyport.dataplane.count.DropReason.*;

import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.packet.Udp;
import io.sallyport.dataplane.snapshot.StaticTable;
import io.sallyport.dpdk.memory.Memory;

/**
 * What follows the IPv4 header of a packet for translation: checks it, writes the session key and names the owner of the flow
 * (docs/translation.md section 4; checklist C7.1, C12.4, C12.5).
 */
final class TransportHeader {
    private final FlowOwner owner;
    private final EmbeddedPacket embedded;
    private final boolean otherProtocols;

    /** {@code otherProtocols}: whether protocols other than TCP, UDP and ICMP are translated. */
    TransportHeader(FlowOwner owner, boolean otherProtocols) {
        this.owner = owner;
        this.otherProtocols = otherProtocols;
        this.embedded = new EmbeddedPacket(owner, otherProtocols);
    }

    /** Returns the way of a packet, with its key, slot and owner filled in if it is translated. */
    int classify(long packet, boolean outbound, StaticTable statics) {
        long ip = Packet.ip(packet);
        int protocol = Packet.protocol(packet);
        if (!Ipv4.hasPorts(protocol)) {
            return isTranslatable(protocol, otherProtocols)
                    ? flow(packet, outbound, 0, statics)
                    : Way.drop(UNSUPPORTED_PROTOCOL);
        }
        if (Ipv4.isLaterFragment(ip)) {
            return flow(packet, outbound, Packet.ports(packet), statics);
        }
        int length = Ipv4.totalLength(ip) - Ipv4.headerLength(ip);
        return switch (protocol) {
            case Ipv4.TCP -> tcp(packet, outbound, length, statics);
            case Ipv4.UDP -> udp(packet, outbound, length, statics);
            default -> icmp(packet, outbound, length, statics);
        };
    }

    /** Whether a protocol without ports survives a change of its addresses. */
    static boolean isTranslatable(int protocol, boolean otherProtocols) {
        return otherProtocols && protocol != Ipv4.AH && protocol != Ipv4.DCCP && protocol != Ipv4.UDP_LITE;
    }

    /** Least bytes of a protocol's header that a first fragment must hold. */
    static int leastHeader(int protocol) {
        return protocol == Ipv4.TCP ? Tcp.HEADER : Udp.HEADER;
    }

    private int tcp(long packet, boolean outbound, int length, StaticTable statics) {
        long tcp = Packet.transport(packet);
        if (length < Tcp.HEADER || Tcp.headerLength(tcp) < Tcp.HEADER) {
            return Way.drop(MALFORMED_TCP);
        }
        int ports = Memory.getInt(tcp);
        boolean cut = Tcp.headerLength(tcp) > length && !Ipv4.isFragment(Packet.ip(packet));
        if (cut || remotePort(ports, outbound) == 0) {
            return Way.drop(MALFORMED_TCP);
        }
        return flow(packet, outbound, ports, statics);
    }

    private int udp(long packet, boolean outbound, int length, StaticTable statics) {
        long udp = Packet.transport(packet);
        if (length < Udp.HEADER || Udp.length(udp) < Udp.HEADER) {
            return Way.drop(MALFORMED_UDP);
        }
        int ports = Memory.getInt(udp);
        boolean cut = Udp.length(udp) > length && !Ipv4.isFragment(Packet.ip(packet));
        if (cut || remotePort(ports, outbound) == 0) {
            return Way.drop(MALFORMED_UDP);
        }
        return flow(packet, outbound, ports, statics);
    }

    private int icmp(long packet, boolean outbound, int length, StaticTable statics) {
        long icmp = Packet.transport(packet);
        if (length < Icmp.HEADER) {
            return Way.drop(MALFORMED_ICMP);
        }
        int type = Icmp.type(icmp);
        if (Icmp.isError(type)) {
            return Ipv4.isFragment(Packet.ip(packet))
                    ? Way.drop(FRAGMENT_REFUSED)
                    : embedded.classify(packet, outbound, length, statics);
        }
        boolean request = Icmp.isRequest(type);
        if (!request && !Icmp.isReply(type)) {
            return Way.drop(UNSUPPORTED_PROTOCOL);
        }
        if (request && !outbound && !statics.isOneToOneOutside(Ipv4.destination(Packet.ip(packet)))) {
            return Way.drop(ED_FILTER);
        }
        int identifier = Memory.getShort(icmp + Icmp.IDENTIFIER);
        return flow(packet, outbound, outbound ? identifier : identifier << 16, statics);
    }

    /** Port of the remote endpoint: the destination's from inside, the source's from outside. */
    static int remotePort(int ports, boolean outbound) {
        return outbound ? ports >>> 16 : ports & 0xffff;
    }

    /**
     * Writes the session key of a packet and names its owner.
     *
     * @param ports the first four bytes of the transport header: source port in the lower half
     */
    private int flow(long packet, boolean outbound, int ports, StaticTable statics) {
        long ip = Packet.ip(packet);
        Packet.setAddresses(packet, Ipv4.addresses(ip));
        Packet.setPorts(packet, ports);
        if (outbound) {
            owner.outbound(packet, Ipv4.source(ip), ports & 0xffff, Packet.protocol(packet));
            return Way.OUT;
        }
        owner.inbound(packet, Ipv4.destination(ip), ports >>> 16, Packet.protocol(packet), statics);
        return Way.IN;
    }
}
