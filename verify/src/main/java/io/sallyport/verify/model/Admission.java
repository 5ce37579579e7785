package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.Role;
import org.jspecify.annotations.Nullable;

/** Section 3: who may pass, and what is for the gateway itself. */
final class Admission {
    private static final int PORT_UNREACHABLE = 3;

    private final Place place;
    private final Exit exit;
    private final boolean hairpin;

    Admission(Place place, Exit exit, boolean hairpin) {
        this.place = place;
        this.exit = exit;
        this.hairpin = hairpin;
    }

    /** The packet, ready to be translated; null if it has come to its end already. */
    @Nullable
    Transit admit(Turn turn, Transit transit) {
        Ip packet = transit.packet;
        Drop.when(isSpoofed(packet.source()), Reason.SPOOFED_SOURCE);
        if (place.isInterfaceAddress(packet.destination())) {
            serve(turn, transit);
            return null;
        }
        boolean isNowhere = Addresses.isNoHost(packet.destination()) || place.isBroadcast(packet.destination());
        Drop.when(isNowhere, Reason.DESTINATION_NOT_UNICAST);
        Drop.when(place.at(transit.arrival).role() == Role.NONE, Reason.NO_NAT_ROLE);
        if (isUntranslated(transit)) {
            requireLife(packet);
            turn.count(Count.BYPASS_PACKETS);
            exit.leave(turn, transit);
            return null;
        }
        boolean isToNat = place.isNatAddress(packet.destination());
        Drop.when(!transit.isFromInside && !isToNat, Reason.NO_NAT_ROLE);
        Drop.when(transit.isFromInside && isToNat && !hairpin, Reason.HAIRPIN_DISABLED);
        requireLife(packet);
        return transit;
    }

    private boolean isSpoofed(int source) {
        return Addresses.isNoHost(source)
                || place.isInterfaceAddress(source)
                || place.isNatAddress(source)
                || place.isBroadcast(source);
    }

    private static void requireLife(Ip packet) {
        if (packet.ttl() <= 1) {
            throw Drop.telling(Reason.TTL_EXPIRED, Icmp.TIME_EXCEEDED, 0, 0);
        }
    }

    /** Rule 2: what is addressed to an interface. */
    private void serve(Turn turn, Transit transit) {
        Ip packet = transit.packet;
        Drop.when(packet.isFragment(), Reason.FRAGMENT_REFUSED);
        if (packet.is(Ip.UDP)) {
            throw Drop.telling(Reason.NOT_FOR_US, Icmp.UNREACHABLE, PORT_UNREACHABLE, 0);
        }
        Drop.when(!packet.is(Ip.ICMP), Reason.NOT_FOR_US);
        Drop.when(packet.payloadLength() < Icmp.HEADER, Reason.MALFORMED_ICMP);
        turn.consume();
        if (packet.payload8(0) == Icmp.ECHO) {
            exit.sendOwn(turn, EchoReply.to(packet), place.at(transit.arrival).role());
        }
    }

    /** Rule 5: no-nat. */
    private boolean isUntranslated(Transit transit) {
        Ip packet = transit.packet;
        if (transit.isFromInside) {
            return place.isNoNat(packet.destination());
        }
        return !place.isNatAddress(packet.destination())
                && (place.isNoNat(packet.source()) || quotesPacketToNoNat(packet));
    }

    private boolean quotesPacketToNoNat(Ip packet) {
        int quote = packet.payloadLength() - Icmp.HEADER;
        return packet.isIcmpError()
                && quote >= Ip.HEADER
                && place.isNoNat(Bytes.get32(packet.bytes, packet.headerLength() + Icmp.HEADER + 16));
    }
}
