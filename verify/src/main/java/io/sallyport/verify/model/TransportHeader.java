package io.sallyport.verify.model;

import java.util.Set;

/** Section 4: what a packet's transport header has to look like, and what it says. */
final class TransportHeader {
    /** AH, DCCP and UDP-Lite: their checksums cover addresses in ways a gateway cannot mend. */
    private static final Set<Integer> NEVER_TRANSLATED = Set.of(51, 33, 136);

    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;

    private final Statics statics;
    private final boolean otherProtocols;

    TransportHeader(Statics statics, boolean otherProtocols) {
        this.statics = statics;
        this.otherProtocols = otherProtocols;
    }

    /** Judges a packet that has a transport header and reads its ports. */
    void read(Transit transit) {
        Ip packet = transit.packet;
        if (packet.hasPorts() && packet.isLaterFragment()) {
            return;
        }
        switch (packet.protocol()) {
            case Ip.TCP -> tcp(transit);
            case Ip.UDP -> udp(transit);
            case Ip.ICMP -> icmp(transit);
            default -> Drop.when(!isTranslated(packet.protocol()), Reason.UNSUPPORTED_PROTOCOL);
        }
    }

    /** Whether packets of a protocol are translated at all. */
    boolean isTranslated(int protocol) {
        return NatPorts.hasPorts(protocol) || (otherProtocols && !NEVER_TRANSLATED.contains(protocol));
    }

    /** Fewest bytes of payload that hold what is needed of the header. */
    static int leastBytes(int protocol) {
        return protocol == Ip.TCP ? TCP_HEADER : UDP_HEADER;
    }

    private static void tcp(Transit transit) {
        Ip packet = transit.packet;
        Drop.when(packet.payloadLength() < TCP_HEADER, Reason.MALFORMED_TCP);
        int headerLength = (packet.payload8(12) >>> 4) * 4;
        boolean isBeyond = headerLength > packet.payloadLength() && !packet.isFragment();
        Drop.when(headerLength < TCP_HEADER || isBeyond, Reason.MALFORMED_TCP);
        readPorts(transit);
        Drop.when(transit.remote().port() == 0, Reason.MALFORMED_TCP);
    }

    private static void udp(Transit transit) {
        Ip packet = transit.packet;
        Drop.when(packet.payloadLength() < UDP_HEADER, Reason.MALFORMED_UDP);
        int length = packet.payload16(4);
        boolean isBeyond = length > packet.payloadLength() && !packet.isFragment();
        Drop.when(length < UDP_HEADER || isBeyond, Reason.MALFORMED_UDP);
        readPorts(transit);
        Drop.when(transit.remote().port() == 0, Reason.MALFORMED_UDP);
    }

    private static void readPorts(Transit transit) {
        transit.sourcePort = transit.packet.payload16(0);
        transit.destinationPort = transit.packet.payload16(2);
    }

    private void icmp(Transit transit) {
        Ip packet = transit.packet;
        Drop.when(packet.payloadLength() < Icmp.HEADER, Reason.MALFORMED_ICMP);
        int type = packet.payload8(0);
        if (Icmp.isError(type)) {
            return;
        }
        Drop.when(!Icmp.isRequest(type) && !Icmp.isReply(type), Reason.UNSUPPORTED_PROTOCOL);
        boolean isUninvited =
                !transit.isFromInside && Icmp.isRequest(type) && !statics.isOneToOne(packet.destination());
        Drop.when(isUninvited, Reason.ED_FILTER);
        transit.identifier = packet.payload16(4);
    }
}
