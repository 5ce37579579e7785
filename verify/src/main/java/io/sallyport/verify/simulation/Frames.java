package io.sallyport.verify.simulation;

import io.sallyport.verify.craft.Craft;
import io.sallyport.verify.model.Bytes;
import io.sallyport.verify.model.End;
import java.util.Arrays;

/** Frames as they come and as they must leave, built from scratch: nothing is known of how a gateway changes one into the other. */
final class Frames {
    /** Bytes of the Ethernet header. */
    static final int ETHERNET = 14;
    /** Pieces that a datagram is cut into. */
    static final int PIECES = 3;

    private static final int IP = 20;
    private static final int PIECE = 16;
    private static final int TTL = 64;
    private static final int ECHO = 8;
    private static final int UNREACHABLE = 3;

    private Frames() {}

    /** Two ends of a packet. */
    record Ends(End source, End destination) {}

    /** The ends of a packet of a side as it comes in; {@code nat} is the NAT tuple of the pool, if the flow has one. */
    static Ends sent(Flow flow, Side side, End nat) {
        if (side == Side.FIRST) {
            return new Ends(flow.inside(), flow.remote());
        }
        return switch (flow.kind()) {
            case OUTWARD -> new Ends(flow.remote(), nat);
            case INWARD -> new Ends(flow.remote(), flow.mapped());
            case HAIRPIN -> new Ends(flow.mapped(), nat);
        };
    }

    /** The ends of a packet of a side as it leaves. */
    static Ends seen(Flow flow, Side side, End nat) {
        if (side == Side.SECOND) {
            return new Ends(flow.remote(), flow.inside());
        }
        return switch (flow.kind()) {
            case OUTWARD -> new Ends(nat, flow.remote());
            case INWARD -> new Ends(flow.mapped(), flow.remote());
            case HAIRPIN -> new Ends(nat, flow.mapped());
        };
    }

    /** A packet of data; what is in it follows from its number. */
    static byte[] data(int protocol, Side side, Ends ends, int number, int flags, boolean leaves) {
        byte[] payload = new byte[8 + (number * 7) % 33];
        Arrays.fill(payload, (byte) number);
        Bytes.put32(payload, 0, number);
        return frame(whole(protocol, side, ends, number & 0xffff, flags, payload, leaves), leaves);
    }

    /** A fragment of a datagram of UDP; what is in the datagram follows from its number. */
    static byte[] piece(Side side, Ends ends, int datagram, int piece, boolean leaves) {
        byte[] payload = new byte[PIECES * PIECE - 8];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (datagram + i);
        }
        byte[] packet = whole(Flow.UDP, side, ends, datagram & 0xffff, 0, payload, leaves);
        return frame(Craft.fragment(packet, piece * PIECE, (piece + 1) * PIECE, piece == PIECES - 1), leaves);
    }

    private static byte[] whole(
            int protocol, Side side, Ends ends, int identification, int flags, byte[] payload, boolean leaves) {
        int source = ends.source().port();
        int destination = ends.destination().port();
        Craft craft = Craft.packet(ends.source().address(), ends.destination().address())
                .ttl(leaves ? TTL - 1 : TTL)
                .identification(identification);
        return (switch (protocol) {
                    case Flow.TCP -> craft.tcp(source, destination, flags, new byte[0], payload);
                    case Flow.UDP -> craft.udp(source, destination, payload);
                    default ->
                        side == Side.FIRST
                                ? craft.icmp(ECHO, 0, source << 16 | identification, payload)
                                : craft.icmp(0, 0, destination << 16 | identification, payload);
                })
                .bytes();
    }

    /** An ICMP error that quotes the whole packet of a frame, with the TTL that it had one hop on. */
    static byte[] error(int source, int destination, byte[] frame, int identification, boolean leaves) {
        byte[] quote = Arrays.copyOfRange(frame, ETHERNET, frame.length);
        Bytes.put8(quote, 8, TTL - 1);
        Craft.renewHeaderChecksum(quote);
        return frame(
                Craft.packet(source, destination)
                        .ttl(leaves ? TTL - 1 : TTL)
                        .identification(identification)
                        .icmp(UNREACHABLE, 1, 0, quote)
                        .bytes(),
                leaves);
    }

    private static byte[] frame(byte[] packet, boolean leaves) {
        return leaves
                ? Craft.frame(Network.ROUTER_MAC, Network.GATEWAY_MAC, packet)
                : Craft.frame(Network.GATEWAY_MAC, Network.ROUTER_MAC, packet);
    }

    /** Source of a frame of a protocol: the identifier of an ICMP message stands for the port. */
    static End source(int protocol, byte[] frame) {
        int transport = ETHERNET + IP;
        int port = Bytes.get16(frame, protocol == Flow.ICMP ? transport + 4 : transport);
        return new End(Bytes.get32(frame, ETHERNET + 12), port);
    }

    /** Whether a frame is an ICMP error whose header and checksums are right. */
    static boolean isGoodError(byte[] frame) {
        int end = ETHERNET + Bytes.get16(frame, ETHERNET + 2);
        return frame.length == end
                && Bytes.get8(frame, ETHERNET + 9) == Flow.ICMP
                && Bytes.get8(frame, ETHERNET + IP) == UNREACHABLE
                && Bytes.fold(Bytes.sum(frame, ETHERNET, ETHERNET + IP)) == 0xffff
                && Bytes.fold(Bytes.sum(frame, ETHERNET + IP, end)) == 0xffff;
    }
}
