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

    /** Returns the way of packet {@code i}, with its key, slot and owner filled in if it is translated. */
    int classify(Burst burst, int i, boolean outbound, StaticTable statics) {
        long ip = burst.ip[i];
        int protocol = burst.protocol[i];
        if (!Ipv4.hasPorts(protocol)) {
            return isTranslatable(protocol, otherProtocols)
                    ? flow(burst, i, outbound, 0, statics)
                    : Way.drop(UNSUPPORTED_PROTOCOL);
        }
        if (Ipv4.isLaterFragment(ip)) {
            return flow(burst, i, outbound, burst.ports[i], statics);
        }
        int length = Ipv4.totalLength(ip) - Ipv4.headerLength(ip);
        return switch (protocol) {
            case Ipv4.TCP -> tcp(burst, i, outbound, length, statics);
            case Ipv4.UDP -> udp(burst, i, outbound, length, statics);
            default -> icmp(burst, i, outbound, length, statics);
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

    private int tcp(Burst burst, int i, boolean outbound, int length, StaticTable statics) {
        long tcp = burst.transport[i];
        if (length < Tcp.HEADER || Tcp.headerLength(tcp) < Tcp.HEADER) {
            return Way.drop(MALFORMED_TCP);
        }
        int ports = Memory.getInt(tcp);
        boolean cut = Tcp.headerLength(tcp) > length && !Ipv4.isFragment(burst.ip[i]);
        if (cut || remotePort(ports, outbound) == 0) {
            return Way.drop(MALFORMED_TCP);
        }
        return flow(burst, i, outbound, ports, statics);
    }

    private int udp(Burst burst, int i, boolean outbound, int length, StaticTable statics) {
        long udp = burst.transport[i];
        if (length < Udp.HEADER || Udp.length(udp) < Udp.HEADER) {
            return Way.drop(MALFORMED_UDP);
        }
        int ports = Memory.getInt(udp);
        boolean cut = Udp.length(udp) > length && !Ipv4.isFragment(burst.ip[i]);
        if (cut || remotePort(ports, outbound) == 0) {
            return Way.drop(MALFORMED_UDP);
        }
        return flow(burst, i, outbound, ports, statics);
    }

    private int icmp(Burst burst, int i, boolean outbound, int length, StaticTable statics) {
        long icmp = burst.transport[i];
        if (length < Icmp.HEADER) {
            return Way.drop(MALFORMED_ICMP);
        }
        int type = Icmp.type(icmp);
        if (Icmp.isError(type)) {
            return Ipv4.isFragment(burst.ip[i])
                    ? Way.drop(FRAGMENT_REFUSED)
                    : embedded.classify(burst, i, outbound, length, statics);
        }
        boolean request = Icmp.isRequest(type);
        if (!request && !Icmp.isReply(type)) {
            return Way.drop(UNSUPPORTED_PROTOCOL);
        }
        if (request && !outbound && !statics.isOneToOneOutside(Ipv4.destination(burst.ip[i]))) {
            return Way.drop(ED_FILTER);
        }
        int identifier = Memory.getShort(icmp + Icmp.IDENTIFIER);
        return flow(burst, i, outbound, outbound ? identifier : identifier << 16, statics);
    }

    /** Port of the remote endpoint: the destination's from inside, the source's from outside. */
    private static int remotePort(int ports, boolean outbound) {
        return outbound ? ports >>> 16 : ports & 0xffff;
    }

    /**
     * Writes the session key of a packet and names its owner.
     *
     * @param ports the first four bytes of the transport header: source port in the lower half
     */
    private int flow(Burst burst, int i, boolean outbound, int ports, StaticTable statics) {
        long ip = burst.ip[i];
        burst.addresses[i] = Ipv4.addresses(ip);
        burst.ports[i] = ports;
        if (outbound) {
            owner.outbound(burst, i, Ipv4.source(ip), ports & 0xffff, burst.protocol[i]);
            return Way.OUT;
        }
        owner.inbound(burst, i, Ipv4.destination(ip), ports >>> 16, burst.protocol[i], statics);
        return Way.IN;
    }
}
