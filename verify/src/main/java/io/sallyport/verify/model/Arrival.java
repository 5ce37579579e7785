package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.Interface;
import io.sallyport.verify.model.Configuration.Role;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sections 1 and 2: from a frame to an IPv4 packet. */
final class Arrival {
    static final int ETHERNET = 14;
    static final int IPV4 = 0x0800;

    private static final int LONGEST_PAYLOAD = 65_535;
    private static final int ARP = 0x0806;
    private static final int VLAN = 0x8100;
    private static final int SERVICE_VLAN = 0x88a8;

    private final List<Interface> interfaces;
    private final boolean bridge;

    Arrival(Configuration configuration) {
        this.interfaces = configuration.interfaces();
        this.bridge = configuration.switches().bridge();
    }

    /** The packet in a frame; null if the frame has come to its end already. */
    @Nullable
    Ip packet(Turn turn, int interfaceNumber, byte[] frame) {
        Drop.when(frame.length < ETHERNET, Reason.MALFORMED_ETHERNET);
        int type = Bytes.get16(frame, 12);
        if (type == ARP) {
            turn.consume();
            return null;
        }
        Drop.when(type == VLAN || type == SERVICE_VLAN, Reason.VLAN_TAGGED);
        if (type != IPV4) {
            bridge(turn, interfaceNumber, frame);
            return null;
        }
        boolean isForUs =
                Bytes.get48(frame, 0) == interfaces.get(interfaceNumber).mac();
        Drop.when(!isForUs, Reason.DESTINATION_NOT_UNICAST);
        return packet(frame);
    }

    private void bridge(Turn turn, int interfaceNumber, byte[] frame) {
        Role role = interfaces.get(interfaceNumber).role();
        Drop.when(!bridge || role == Role.NONE, Reason.NON_IPV4);
        Role other = role == Role.INSIDE ? Role.OUTSIDE : Role.INSIDE;
        for (int number = 0; number < interfaces.size(); number++) {
            if (interfaces.get(number).role() == other) {
                turn.count(Count.BYPASS_PACKETS);
                turn.send(number, frame.clone());
                return;
            }
        }
        throw Drop.of(Reason.NON_IPV4);
    }

    private static Ip packet(byte[] frame) {
        int available = frame.length - ETHERNET;
        Drop.when(available < Ip.HEADER, Reason.MALFORMED_IPV4);
        int version = Bytes.get8(frame, ETHERNET) >>> 4;
        int headerLength = (Bytes.get8(frame, ETHERNET) & 15) * 4;
        int totalLength = Bytes.get16(frame, ETHERNET + 2);
        Drop.when(
                version != 4 || headerLength < Ip.HEADER || totalLength < headerLength || totalLength > available,
                Reason.MALFORMED_IPV4);
        Ip packet = new Ip(Arrays.copyOfRange(frame, ETHERNET, ETHERNET + totalLength));
        Drop.when(!packet.isChecksumRight(), Reason.BAD_IP_CHECKSUM);
        Drop.when(packet.offset() + packet.payloadLength() > LONGEST_PAYLOAD, Reason.FRAGMENT_REFUSED);
        return packet;
    }
}
