package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.Neighbor;
import io.sallyport.verify.model.Configuration.Role;
import io.sallyport.verify.model.Configuration.Route;
import java.util.List;

/** Section 9: on the way out. */
final class Exit {
    private static final int NET_UNREACHABLE = 0;
    private static final int FRAGMENTATION_NEEDED = 4;

    private final Place place;

    Exit(Place place) {
        this.place = place;
    }

    /** Sends a packet that has crossed the gateway. */
    void leave(Turn turn, Transit transit) {
        leave(turn, transit.packet, transit.isFromInside ? Role.OUTSIDE : Role.INSIDE);
    }

    private void leave(Turn turn, Ip packet, Role other) {
        Route route = place.route(packet.destination());
        if (route == null) {
            throw Drop.telling(Reason.NO_ROUTE, Icmp.UNREACHABLE, NET_UNREACHABLE, 0);
        }
        Drop.when(!place.leadsTo(route, other), Reason.NO_NAT_ROLE);
        packet.setTtl(packet.ttl() - 1);
        packet.renewChecksum();
        transmit(turn, route, packet);
    }

    /** Sends a packet of the gateway's own that goes back through the translation, to a side. */
    void sendBack(Turn turn, Ip packet, Role side) {
        generate(turn, () -> leave(turn, packet, side));
    }

    /** Sends a packet of the gateway's own to whoever sent the one that it answers, who has to be on that side. */
    void sendOwn(Turn turn, Ip packet, Role side) {
        generate(turn, () -> {
            Route route = place.route(packet.destination());
            if (route == null) {
                throw Drop.of(Reason.NO_ROUTE);
            }
            Drop.when(!place.leadsTo(route, side), Reason.SPOOFED_SOURCE);
            transmit(turn, route, packet);
        });
    }

    private static void generate(Turn turn, Runnable way) {
        turn.count(Count.GENERATED_PACKETS);
        try {
            way.run();
        } catch (Drop drop) {
            turn.drop(drop.reason);
        }
    }

    private void transmit(Turn turn, Route route, Ip packet) {
        int mtu = place.at(route.interfaceNumber()).mtu();
        if (packet.length() <= mtu) {
            transmitWhole(turn, route, packet);
            return;
        }
        if (packet.mayNotBeCut()) {
            throw Drop.telling(Reason.MTU_EXCEEDED, Icmp.UNREACHABLE, FRAGMENTATION_NEEDED, mtu);
        }
        List<Ip> pieces = Cutting.cut(packet, mtu);
        for (Ip piece : pieces) {
            transmitWhole(turn, route, piece);
        }
        for (int k = 1; k < pieces.size(); k++) {
            turn.count(Count.GENERATED_PACKETS);
        }
    }

    private void transmitWhole(Turn turn, Route route, Ip packet) {
        Neighbor nextHop = place.nextHop(route, packet.destination());
        if (nextHop == null) {
            turn.hold();
            return;
        }
        byte[] frame = new byte[Arrival.ETHERNET + packet.length()];
        Bytes.put48(frame, 0, nextHop.mac());
        Bytes.put48(frame, 6, place.at(route.interfaceNumber()).mac());
        Bytes.put16(frame, 12, Arrival.IPV4);
        System.arraycopy(packet.bytes, 0, frame, Arrival.ETHERNET, packet.length());
        turn.send(route.interfaceNumber(), frame);
    }
}
