package io.sallyport.dataplane.stage;

import static io.sallyport.dataplane.count.DropReason.BAD_ICMP_CHECKSUM;
import static io.sallyport.dataplane.count.DropReason.MALFORMED_ICMP;
import static io.sallyport.dataplane.count.DropReason.NO_SESSION;

import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.snapshot.StaticTable;
import io.sallyport.dpdk.memory.Memory;

/**
 * The packet that an ICMP error quotes (checklist C7.5, C7.6): reads its tuple, turned round, since it went the other way
 * than the error goes, and so finds the flow it was of and that flow's owner (checklist C7.9). RFC 5508 REQ-3: the outer ICMP
 * checksum and the embedded IP checksum must be right, embedded options are stepped over, the embedded transport checksum
 * is not judged.
 */
final class EmbeddedPacket {
    /** A quote must hold at least this much of the transport header (RFC 792). */
    static final int TRANSPORT_QUOTE = 8;

    private final FlowOwner owner;
    private final boolean otherProtocols;

    EmbeddedPacket(FlowOwner owner, boolean otherProtocols) {
        this.owner = owner;
        this.otherProtocols = otherProtocols;
    }

    /** Fills in the session key of the quoted flow. */
    int classify(long packet, boolean outbound, int length, StaticTable statics) {
        long icmp = Packet.transport(packet);
        long quote = icmp + Icmp.HEADER;
        int room = length - Icmp.HEADER;
        if (room < Ipv4.HEADER || Ipv4.version(quote) != 4 || Ipv4.headerLength(quote) < Ipv4.HEADER) {
            return Way.drop(MALFORMED_ICMP);
        }
        int header = Ipv4.headerLength(quote);
        if (room < header + TRANSPORT_QUOTE) {
            return Way.drop(MALFORMED_ICMP);
        }
        if (Checksum.of(icmp, length) != 0 || !Ipv4.checksumHolds(quote, header)) {
            return Way.drop(BAD_ICMP_CHECKSUM);
        }
        if (Ipv4.destination(Packet.ip(packet)) != Ipv4.source(quote)) {
            return Way.drop(MALFORMED_ICMP); // an error goes to the sender of what it quotes, RFC 792
        }
        int protocol = Ipv4.protocol(quote);
        long transport = quote + header;
        if (Ipv4.isLaterFragment(quote) || !isOfFlow(protocol, transport)) {
            return Way.drop(NO_SESSION);
        }
        return flow(packet, outbound, protocol, quote, transport, statics);
    }

    private boolean isOfFlow(int protocol, long transport) {
        if (protocol == Ipv4.ICMP) {
            int type = Icmp.type(transport);
            return Icmp.isRequest(type) || Icmp.isReply(type);
        }
        return Ipv4.hasPorts(protocol) || TransportHeader.isTranslatable(protocol, otherProtocols);
    }

    private int flow(long packet, boolean outbound, int protocol, long quote, long transport, StaticTable statics) {
        Packet.setProtocol(packet, protocol);
        Packet.setAddresses(packet, Long.rotateLeft(Ipv4.addresses(quote), 32));
        int ports = ports(protocol, transport, outbound);
        Packet.setPorts(packet, ports);
        if (outbound) {
            owner.outbound(packet, Ipv4.destination(quote), ports & 0xffff, protocol);
            return Way.OUT_ERROR;
        }
        owner.inbound(packet, Ipv4.source(quote), ports >>> 16, protocol, statics);
        return Way.IN_ERROR;
    }

    private static int ports(int protocol, long transport, boolean outbound) {
        if (!Ipv4.hasPorts(protocol)) {
            return 0;
        }
        if (protocol == Ipv4.ICMP) {
            int identifier = Memory.getShort(transport + Icmp.IDENTIFIER);
            return outbound ? identifier : identifier << 16;
        }
        return Integer.rotateLeft(Memory.getInt(transport), 16);
    }
}
