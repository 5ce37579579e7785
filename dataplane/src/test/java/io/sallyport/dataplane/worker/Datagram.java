package io.sallyport.dataplane.worker;

import io.sallyport.dataplane.worker.Packets.End;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An IPv4 packet as bytes, built and read with code that shares nothing with the data plane: every checksum is summed over the
 * whole packet.
 */
final class Datagram {
    static final int TCP = 6;
    static final int UDP = 17;
    static final int ICMP = 1;

    private final byte[] bytes;

    /** Takes the bytes, which are not to be changed any more. */
    Datagram(byte[] bytes) {
        this.bytes = bytes;
    }

    /** All bytes; shared, do not change them. */
    byte[] bytes() {
        return bytes;
    }

    static Datagram udp(End from, End to, int payload) {
        byte[] data = new byte[8 + payload];
        ByteBuffer.wrap(data)
                .putShort((short) from.port())
                .putShort((short) to.port())
                .putShort((short) data.length);
        fill(data, 8);
        return ip(from.address(), to.address(), UDP, data).finished();
    }

    static Datagram tcp(End from, End to, int flags, byte... optionsAndPayload) {
        byte[] data = new byte[20 + optionsAndPayload.length];
        ByteBuffer.wrap(data).putShort((short) from.port()).putShort((short) to.port());
        data[12] = 0x50;
        data[13] = (byte) flags;
        System.arraycopy(optionsAndPayload, 0, data, 20, optionsAndPayload.length);
        return ip(from.address(), to.address(), TCP, data).finished();
    }

    /** An ICMP query: its identifier and payload. */
    static Datagram query(int type, int from, int to, int identifier, int payload) {
        byte[] data = new byte[8 + payload];
        data[0] = (byte) type;
        ByteBuffer.wrap(data).putShort(4, (short) identifier).putShort(6, (short) 1);
        fill(data, 8);
        return ip(from, to, ICMP, data).finished();
    }

    /** An ICMP error that quotes {@code quoted} bytes of a packet, or all of it if that is shorter. */
    static Datagram error(int type, int code, int from, int to, Datagram about, int quoted) {
        byte[] data = new byte[8 + Math.min(quoted, about.bytes.length)];
        data[0] = (byte) type;
        data[1] = (byte) code;
        System.arraycopy(about.bytes, 0, data, 8, data.length - 8);
        return ip(from, to, ICMP, data).finished();
    }

    static Datagram other(int protocol, int from, int to, int payload) {
        byte[] data = new byte[payload];
        fill(data, 0);
        return ip(from, to, protocol, data).finished();
    }

    private static Datagram ip(int from, int to, int protocol, byte[] data) {
        ByteBuffer packet = ByteBuffer.allocate(20 + data.length);
        packet.putShort((short) 0x4500).putShort((short) (20 + data.length)).putShort((short) 0x4242);
        packet.putShort((short) 0).put((byte) 64).put((byte) protocol).putShort((short) 0);
        packet.putInt(Integer.reverseBytes(from))
                .putInt(Integer.reverseBytes(to))
                .put(data);
        return new Datagram(packet.array());
    }

    private static void fill(byte[] data, int from) {
        for (int i = from; i < data.length; i++) {
            data[i] = (byte) (i * 31 + (i >> 8) + 7);
        }
    }

    int u8(int at) {
        return bytes[at] & 0xff;
    }

    int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    int header() {
        return (u8(0) & 15) * 4;
    }

    int protocol() {
        return u8(9);
    }

    int ttl() {
        return u8(8);
    }

    int source() {
        return Integer.reverseBytes(ByteBuffer.wrap(bytes).getInt(12));
    }

    int destination() {
        return Integer.reverseBytes(ByteBuffer.wrap(bytes).getInt(16));
    }

    /** Source address and port. */
    End from() {
        return new End(source(), u16(header()));
    }

    /** Destination address and port. */
    End to() {
        return new End(destination(), u16(header() + 2));
    }

    int identifier() {
        return u16(header() + 4);
    }

    int offset() {
        return (u16(6) & 0x1fff) * 8;
    }

    boolean isFragment() {
        return (u16(6) & 0x3fff) != 0;
    }

    boolean isFirst() {
        return offset() == 0;
    }

    /** The packet that an ICMP error quotes, as far as it is quoted. */
    Datagram quoted() {
        return new Datagram(Arrays.copyOfRange(bytes, header() + 8, bytes.length));
    }

    /** A copy with one byte set; checksums are left as they are. */
    Datagram with(int at, int value) {
        byte[] copy = bytes.clone();
        copy[at] = (byte) value;
        return new Datagram(copy);
    }

    /** A copy with a 16-bit number set; checksums are left as they are. */
    Datagram with16(int at, int value) {
        return with(at, value >> 8).with(at + 1, value);
    }

    Datagram withDontFragment() {
        return with16(6, 0x4000).finished();
    }

    Datagram withTtl(int ttl) {
        return with(8, ttl).finished();
    }

    /** A copy with all checksums right: IPv4, and TCP, UDP or ICMP unless it is a fragment. */
    Datagram finished() {
        byte[] copy = bytes.clone();
        ByteBuffer buffer = ByteBuffer.wrap(copy);
        buffer.putShort(10, (short) 0).putShort(10, (short) sum(copy, 0, header(), 0));
        int at = checksumOffset();
        if (at > 0 && !isFragment()) {
            buffer.putShort(header() + at, (short) 0);
            int sum = sum(copy, header(), copy.length, pseudo());
            buffer.putShort(header() + at, (short) (sum == 0 && protocol() == UDP ? 0xffff : sum));
        }
        return new Datagram(copy);
    }

    /** Whether the IPv4 checksum is right, and that of TCP, UDP or ICMP unless it is a fragment. */
    boolean holds() {
        boolean transport = checksumOffset() < 0
                || isFragment()
                || (protocol() == UDP && u16(header() + 6) == 0)
                || sum(bytes, header(), bytes.length, pseudo()) == 0;
        return headerHolds() && transport;
    }

    boolean headerHolds() {
        return sum(bytes, 0, header(), 0) == 0;
    }

    private int checksumOffset() {
        return switch (protocol()) {
            case TCP -> 16;
            case UDP -> 6;
            case ICMP -> 2;
            default -> -1;
        };
    }

    private int pseudo() {
        int length = bytes.length - header();
        return protocol() == ICMP ? 0 : u16(12) + u16(14) + u16(16) + u16(18) + protocol() + length;
    }

    private static int sum(byte[] data, int from, int to, int start) {
        long sum = start;
        for (int i = from; i < to; i++) {
            sum += (long) (data[i] & 0xff) << ((i - from & 1) == 0 ? 8 : 0);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) ~sum & 0xffff;
    }

    /** Cuts the packet into fragments of {@code size} bytes of payload each, a multiple of 8; the last takes what is left. */
    List<Datagram> cut(int size) {
        List<Datagram> pieces = new ArrayList<>();
        int payload = bytes.length - header();
        for (int at = 0; at < payload; at += size) {
            pieces.add(piece(at, Math.min(size, payload - at), at + size < payload));
        }
        return pieces;
    }

    /** One fragment of the packet. */
    Datagram piece(int offset, int length, boolean more) {
        byte[] piece = Arrays.copyOf(bytes, header() + length);
        System.arraycopy(bytes, header() + offset, piece, header(), length);
        ByteBuffer.wrap(piece).putShort(2, (short) piece.length).putShort(6, (short)
                (offset / 8 | (more ? 0x2000 : 0)));
        return new Datagram(piece).finished();
    }

    /** Puts fragments together, wherever each lies in the list. */
    static Datagram join(List<Datagram> pieces) {
        List<Datagram> sorted = new ArrayList<>(pieces);
        sorted.sort((a, b) -> Integer.compare(a.offset(), b.offset()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(sorted.getFirst().bytes, 0, sorted.getFirst().header());
        for (Datagram piece : sorted) {
            if (out.size() - sorted.getFirst().header() != piece.offset()) {
                throw new AssertionError("a gap or overlap before offset " + piece.offset());
            }
            out.write(piece.bytes, piece.header(), piece.bytes.length - piece.header());
        }
        byte[] whole = out.toByteArray();
        ByteBuffer.wrap(whole)
                .putShort(2, (short) whole.length)
                .putShort(6, (short) 0)
                .putShort(10, (short) 0);
        ByteBuffer.wrap(whole)
                .putShort(10, (short) sum(whole, 0, sorted.getFirst().header(), 0));
        return new Datagram(whole);
    }
}
