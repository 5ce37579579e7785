package io.sallyport.verify.torn;

import io.sallyport.verify.craft.Craft;
import io.sallyport.verify.model.Bytes;
import io.sallyport.verify.model.End;

/** IPv4 packets between two ends, and what is read of them where they leave. Ends are in host byte order. */
final class Frames {
    private static final int ECHO_REQUEST = 8;
    private static final int TRANSPORT = 20;
    private static final byte[] DATA = {1, 2, 3, 4, 5, 6, 7, 8};

    private Frames() {}

    /**
     * Who sends a packet to whom.
     *
     * @param source with the identifier as port of a request for ICMP
     * @param destination with the identifier as port of a reply
     */
    record Ends(End source, End destination) {}

    /**
     * Makes a packet.
     *
     * @param flags of TCP
     * @param answer whether an ICMP message is a reply
     */
    static byte[] packet(int protocol, Ends ends, int flags, boolean answer) {
        Craft craft = Craft.packet(ends.source().address(), ends.destination().address());
        int source = ends.source().port();
        int destination = ends.destination().port();
        return (switch (protocol) {
                    case Talk.TCP -> craft.tcp(source, destination, flags, new byte[0], DATA);
                    case Talk.UDP -> craft.udp(source, destination, DATA);
                    case Talk.ICMP ->
                        craft.icmp(answer ? 0 : ECHO_REQUEST, 0, (answer ? destination : source) << 16, DATA);
                    default -> craft.other(protocol, DATA);
                })
                .bytes();
    }

    /** The ends of a packet that left; an identifier stands as the port of the end that asks. */
    static Ends ends(byte[] packet) {
        int protocol = Bytes.get8(packet, 9);
        int source = Bytes.get32(packet, 12);
        int destination = Bytes.get32(packet, 16);
        if (protocol == Talk.ICMP) {
            boolean answer = Bytes.get8(packet, TRANSPORT) == 0;
            int identifier = Bytes.get16(packet, TRANSPORT + 4);
            return new Ends(new End(source, answer ? 0 : identifier), new End(destination, answer ? identifier : 0));
        }
        return Talk.hasPorts(protocol)
                ? new Ends(
                        new End(source, Bytes.get16(packet, TRANSPORT)),
                        new End(destination, Bytes.get16(packet, TRANSPORT + 2)))
                : new Ends(new End(source, 0), new End(destination, 0));
    }
}
