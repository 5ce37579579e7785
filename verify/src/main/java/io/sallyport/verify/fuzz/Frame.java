package io.sallyport.verify.fuzz;

/**
 * A frame under construction, in an array that is used again and again. Numbers are in network byte order in the frame and
 * plain numbers outside it; offsets count from the first byte of the Ethernet header. One thread.
 */
final class Frame {
    /** Bytes of the longest frame that a packet buffer takes. */
    static final int MOST = 2176;
    /** Bytes of an Ethernet header, where the IPv4 header begins. */
    static final int IP = 14;

    static final int IPV4 = 0x0800;
    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;

    /** The bytes; those from {@link #length} on are left over from earlier frames. */
    final byte[] bytes = new byte[MOST];
    /** Bytes of the frame. */
    int length;
    /** Number of the interface that it is to come in by. */
    int from;

    int get8(int at) {
        return bytes[at] & 0xff;
    }

    void put8(int at, int value) {
        bytes[at] = (byte) value;
    }

    int get16(int at) {
        return get8(at) << 8 | get8(at + 1);
    }

    void put16(int at, int value) {
        put8(at, value >>> 8);
        put8(at + 1, value);
    }

    int get32(int at) {
        return get16(at) << 16 | get16(at + 2);
    }

    void put32(int at, int value) {
        put16(at, value >>> 16);
        put16(at + 2, value);
    }

    /** Makes this a copy of a frame. */
    void set(byte[] source, int interfaceNumber) {
        length = Math.min(source.length, MOST);
        System.arraycopy(source, 0, bytes, 0, length);
        from = interfaceNumber;
    }

    /** Makes room for {@code count} bytes at an offset by moving what follows; false if the frame would become too long. */
    boolean insert(int at, int count) {
        if (at > length || length + count > MOST) {
            return false;
        }
        System.arraycopy(bytes, at, bytes, at + count, length - at);
        length += count;
        return true;
    }

    /** Whether an IPv4 header of at least 20 bytes lies within the frame, whatever it says. */
    boolean hasIpv4() {
        return length >= IP + 20 && get16(12) == IPV4;
    }

    /** What the header says of its own length. */
    int headerLength() {
        return (get8(IP) & 0xf) << 2;
    }

    /** Offset of what follows the IPv4 header. */
    int transport() {
        return IP + headerLength();
    }

    int protocol() {
        return get8(IP + 9);
    }

    /** Whether the fragment field says that this is one. */
    boolean isFragment() {
        return (get16(IP + 6) & 0x3fff) != 0;
    }

    /** Offset of the end of the IPv4 packet: what the total length says, or the end of the frame if that is before. */
    int end() {
        return Math.min(length, IP + get16(IP + 2));
    }

    /** Where the packet that an ICMP error quotes would begin. */
    int quote() {
        return transport() + 8;
    }
}
