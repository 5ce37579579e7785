package io.sallyport.verify.craft;

import io.sallyport.verify.model.Bytes;
import java.util.Arrays;

/** An IPv4 packet in the making: all checksums come out right. Addresses are in host byte order. Not thread-safe. */
public final class Craft {
    /** TCP flag FIN. */
    public static final int FIN = 1;
    /** TCP flag SYN. */
    public static final int SYN = 2;
    /** TCP flag RST. */
    public static final int RST = 4;
    /** TCP flag ACK. */
    public static final int ACK = 16;

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int IPV4_HEADER = 20;
    private static final int ETHERNET_HEADER = 14;

    private final int source;
    private final int destination;
    private int ttl = 64;
    private int identification;
    private int flags;
    private int tos;
    private byte[] options = {};
    private int protocol;
    private byte[] payload = {};
    private int checksumAt = -1;

    private Craft(int source, int destination) {
        this.source = source;
        this.destination = destination;
    }

    /** Begins a packet. */
    public static Craft packet(int source, int destination) {
        return new Craft(source, destination);
    }

    /** Sets the time to live, 64 if not set. */
    public Craft ttl(int value) {
        ttl = value;
        return this;
    }

    /** Sets the type of service, 0 if not set. */
    public Craft tos(int value) {
        tos = value;
        return this;
    }

    /** Sets the identification, 0 if not set. */
    public Craft identification(int value) {
        identification = value;
        return this;
    }

    /** Forbids fragmentation. */
    public Craft whole() {
        flags = DONT_FRAGMENT;
        return this;
    }

    /** Sets IP options: 0 to 40 bytes, a multiple of 4. */
    public Craft options(byte... value) {
        options = value.clone();
        return this;
    }

    /** Makes it UDP. */
    public Craft udp(int sourcePort, int destinationPort, byte... data) {
        byte[] segment = new byte[8 + data.length];
        ports(segment, sourcePort, destinationPort);
        Bytes.put16(segment, 4, segment.length);
        return transport(UDP, segment, 8, data, 6);
    }

    /** Makes it TCP; {@code tcpOptions} is 0 to 40 bytes, a multiple of 4. */
    public Craft tcp(int sourcePort, int destinationPort, int tcpFlags, byte[] tcpOptions, byte... data) {
        byte[] segment = new byte[IPV4_HEADER + tcpOptions.length + data.length];
        ports(segment, sourcePort, destinationPort);
        Bytes.put32(segment, 4, 0x01020304);
        Bytes.put8(segment, 12, (5 + tcpOptions.length / 4) << 4);
        Bytes.put8(segment, 13, tcpFlags);
        Bytes.put16(segment, 14, 8192);
        System.arraycopy(tcpOptions, 0, segment, IPV4_HEADER, tcpOptions.length);
        return transport(TCP, segment, IPV4_HEADER + tcpOptions.length, data, 16);
    }

    /** Makes it ICMP; {@code rest} is bytes 4 to 7. */
    public Craft icmp(int type, int code, int rest, byte... data) {
        byte[] message = new byte[8 + data.length];
        Bytes.put8(message, 0, type);
        Bytes.put8(message, 1, code);
        Bytes.put32(message, 4, rest);
        return transport(ICMP, message, 8, data, 2);
    }

    /** Makes it something else. */
    public Craft other(int otherProtocol, byte... data) {
        return transport(otherProtocol, data.clone(), 0, data, -1);
    }

    private static void ports(byte[] segment, int sourcePort, int destinationPort) {
        Bytes.put16(segment, 0, sourcePort);
        Bytes.put16(segment, 2, destinationPort);
    }

    private Craft transport(int number, byte[] segment, int dataAt, byte[] data, int checksum) {
        System.arraycopy(data, 0, segment, dataAt, data.length);
        protocol = number;
        payload = segment;
        checksumAt = checksum;
        return this;
    }

    /** The packet. */
    public byte[] bytes() {
        byte[] packet = new byte[IPV4_HEADER + options.length + payload.length];
        Bytes.put8(packet, 0, 0x40 | (5 + options.length / 4));
        Bytes.put8(packet, 1, tos);
        Bytes.put16(packet, 2, packet.length);
        Bytes.put16(packet, 4, identification);
        Bytes.put16(packet, 6, flags);
        Bytes.put8(packet, 8, ttl);
        Bytes.put8(packet, 9, protocol);
        Bytes.put32(packet, 12, source);
        Bytes.put32(packet, 16, destination);
        System.arraycopy(options, 0, packet, IPV4_HEADER, options.length);
        System.arraycopy(payload, 0, packet, IPV4_HEADER + options.length, payload.length);
        renewHeaderChecksum(packet);
        if (checksumAt >= 0) {
            long pseudo = protocol == ICMP ? 0 : Bytes.sum(packet, 12, 20) + protocol + payload.length;
            int from = IPV4_HEADER + options.length;
            int sum = Bytes.checksum(pseudo + Bytes.sum(packet, from, packet.length));
            Bytes.put16(packet, from + checksumAt, protocol == UDP && sum == 0 ? 0xffff : sum);
        }
        return packet;
    }

    /** Makes the header checksum of a packet right again. */
    public static void renewHeaderChecksum(byte[] packet) {
        Bytes.put16(packet, 10, 0);
        Bytes.put16(packet, 10, Bytes.checksum(Bytes.sum(packet, 0, (packet[0] & 15) * 4)));
    }

    /**
     * A fragment of a packet.
     *
     * @param from first byte of its payload, a multiple of 8
     * @param to end of its payload
     * @param isLast whether none follows
     */
    public static byte[] fragment(byte[] packet, int from, int to, boolean isLast) {
        int header = (packet[0] & 15) * 4;
        byte[] fragment = Arrays.copyOf(packet, header + to - from);
        System.arraycopy(packet, header + from, fragment, header, to - from);
        Bytes.put16(fragment, 2, fragment.length);
        Bytes.put16(fragment, 6, (isLast ? 0 : 0x2000) | from / 8);
        renewHeaderChecksum(fragment);
        return fragment;
    }

    /** A frame around a packet; MAC addresses as they are read. */
    public static byte[] frame(long to, long from, byte[] packet) {
        byte[] frame = new byte[ETHERNET_HEADER + packet.length];
        Bytes.put48(frame, 0, to);
        Bytes.put48(frame, 6, from);
        Bytes.put16(frame, 12, 0x0800);
        System.arraycopy(packet, 0, frame, ETHERNET_HEADER, packet.length);
        return frame;
    }
}
