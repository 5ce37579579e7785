package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.packet.Udp;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dpdk.memory.Memory;

/**
 * Rewrites an ICMP error about a session (RFC 5508 REQ-4 and REQ-5, checklist C7.7, C7.8): the address of the outer packet, and address,
 * port and checksums of the packet it quotes, so that the receiver sees the packet as it sent it. The outer ICMP checksum
 * is mended by what changed inside, whatever else the message holds (RFC 4884 extensions, padding).
 */
final class EmbeddedRewrite {
    private EmbeddedRewrite() {}

    /** Rewrites a packet; {@code outbound} is the direction of the error, the quoted packet went the other way. */
    static void run(long packet, long line, boolean outbound) {
        long icmp = Packet.transport(packet);
        long quote = icmp + Icmp.HEADER;
        int length = Ipv4.totalLength(Packet.ip(packet)) - Ipv4.headerLength(Packet.ip(packet));
        int changed = quote(quote, Icmp.quoteLength(icmp, length), line, outbound);
        Translate.mend(icmp + Icmp.CHECKSUM, changed);
        outer(Packet.ip(packet), line, outbound);
    }

    /** Outer source of an error from inside, outer destination of one from outside. */
    private static void outer(long ip, long line, boolean outbound) {
        long at = ip + (outbound ? Ipv4.SOURCE : Ipv4.DESTINATION);
        int address = outbound ? SessionLine.natAddress(line) : SessionLine.insideAddress(line);
        int change = Checksum.change32(Memory.getInt(at), address);
        Memory.putInt(at, address);
        Translate.mend(ip + Ipv4.CHECKSUM, change);
    }

    /** Rewrites the quoted packet and returns the change of the sum over all its bytes. */
    private static int quote(long quote, int quoted, long line, boolean outbound) {
        long at = quote + (outbound ? Ipv4.DESTINATION : Ipv4.SOURCE);
        int address = outbound ? SessionLine.natAddress(line) : SessionLine.insideAddress(line);
        int addressChange = Checksum.change32(Memory.getInt(at), address);
        Memory.putInt(at, address);
        int before = Memory.getShort(quote + Ipv4.CHECKSUM);
        Translate.mend(quote + Ipv4.CHECKSUM, addressChange);
        int sum = addressChange + Checksum.change16(before, Memory.getShort(quote + Ipv4.CHECKSUM));

        int header = Ipv4.headerLength(quote);
        int protocol = Ipv4.protocol(quote);
        if (!Ipv4.hasPorts(protocol)) {
            return sum;
        }
        long port = quote + header + portOffset(protocol, outbound);
        int translated = outbound ? SessionLine.natPort(line) : SessionLine.insidePort(line);
        int portChange = Checksum.change16(Memory.getShort(port), translated);
        Memory.putShort(port, translated);
        int pseudo = protocol == Ipv4.ICMP ? 0 : addressChange;
        return sum + portChange + transport(quote + header, quoted - header, protocol, pseudo + portChange);
    }

    private static int portOffset(int protocol, boolean outbound) {
        if (protocol == Ipv4.ICMP) {
            return Icmp.IDENTIFIER;
        }
        return outbound ? 2 : 0;
    }

    /** Mends the checksum of the quoted transport header where the quote reaches that far; returns the change it makes. */
    private static int transport(long transport, int quoted, int protocol, int change) {
        int offset =
                switch (protocol) {
                    case Ipv4.TCP -> Tcp.CHECKSUM;
                    case Ipv4.UDP -> Udp.CHECKSUM;
                    default -> Icmp.CHECKSUM;
                };
        if (quoted < offset + 2) {
            return 0;
        }
        long at = transport + offset;
        int before = Memory.getShort(at);
        if (protocol == Ipv4.UDP) {
            Translate.mendUdp(at, change);
        } else {
            Translate.mend(at, change);
        }
        return Checksum.change16(before, Memory.getShort(at));
    }
}
