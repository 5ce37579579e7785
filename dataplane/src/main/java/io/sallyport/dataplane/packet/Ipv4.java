package io.sallyport.dataplane.packet;

import io.sallyport.dpdk.memory.Memory;

/**
 * An IPv4 header (RFC 791).
 *
 * <pre>
 *  0 version, IHL   1 TOS   2 total length   4 identification   6 flags, fragment offset
 *  8 TTL   9 protocol   10 header checksum   12 source   16 destination   20 options
 * </pre>
 *
 * Addresses are in packet byte order, as {@link Memory#getInt} reads them; lengths are in bytes.
 */
public final class Ipv4 {
    /** Bytes of a header without options. */
    public static final int HEADER = 20;
    /** Most bytes of payload that a datagram can have, put together of fragments or not. */
    public static final int MOST_PAYLOAD = 65_535;
    /** Offset of the header checksum. */
    public static final int CHECKSUM = 10;
    /** Offset of the source address; the destination follows it. */
    public static final int SOURCE = 12;
    /** Offset of the destination address. */
    public static final int DESTINATION = 16;
    /** Protocol number of ICMP. */
    public static final int ICMP = 1;
    /** Protocol number of TCP. */
    public static final int TCP = 6;
    /** Protocol number of UDP. */
    public static final int UDP = 17;

    /** Protocol number of DCCP, whose checksum covers addresses (RFC 4340 section 9). */
    public static final int DCCP = 33;
    /** Protocol number of the authentication header, which covers addresses (RFC 4302). */
    public static final int AH = 51;
    /** Protocol number of UDP-Lite, whose checksum covers addresses (RFC 3828). */
    public static final int UDP_LITE = 136;

    /** First byte of a header of version 4 without options. */
    private static final int PLAIN = 0x45;

    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int OFFSET_BITS = 0x1fff;

    // The same in packet order, in which most packets are told to be no fragments without a swap.
    private static final int OFFSET_IN_PACKET = Character.reverseBytes((char) OFFSET_BITS);
    private static final int FRAGMENT_IN_PACKET = Character.reverseBytes((char) (MORE_FRAGMENTS | OFFSET_BITS));

    private Ipv4() {}

    /** IP version, 4 in every valid packet. */
    public static int version(long ip) {
        return Memory.getByte(ip) >>> 4;
    }

    /** Whether the version is 4 and the header has no options. */
    public static boolean isPlain(long ip) {
        return Memory.getByte(ip) == PLAIN;
    }

    /** Length of the header with options. */
    public static int headerLength(long ip) {
        return (Memory.getByte(ip) & 0xf) << 2;
    }

    /** Length of header and payload. */
    public static int totalLength(long ip) {
        return Memory.getShortBE(ip + 2);
    }

    /** Whether the packet is a fragment, the first one or a later one. */
    public static boolean isFragment(long ip) {
        return (Memory.getShort(ip + 6) & FRAGMENT_IN_PACKET) != 0;
    }

    /** Whether the packet is a fragment that does not begin with the transport header. */
    public static boolean isLaterFragment(long ip) {
        return (Memory.getShort(ip + 6) & OFFSET_IN_PACKET) != 0;
    }

    /** Offset of a fragment's payload in the datagram, in bytes. */
    public static int fragmentOffset(long ip) {
        return (Memory.getShortBE(ip + 6) & OFFSET_BITS) << 3;
    }

    /** Whether more fragments follow. */
    public static boolean hasMoreFragments(long ip) {
        return (Memory.getShortBE(ip + 6) & MORE_FRAGMENTS) != 0;
    }

    /** Whether the packet may not be cut into fragments. */
    public static boolean dontFragment(long ip) {
        return (Memory.getShortBE(ip + 6) & DONT_FRAGMENT) != 0;
    }

    /** Identification of the datagram, 0 to 65535. */
    public static int identification(long ip) {
        return Memory.getShortBE(ip + 4);
    }

    /** Whether a protocol's header begins with ports, or holds an ICMP identifier. */
    public static boolean hasPorts(int protocol) {
        return protocol == TCP || protocol == UDP || protocol == ICMP;
    }

    /** Time to live, 0 to 255. */
    public static int ttl(long ip) {
        return Memory.getByte(ip + 8);
    }

    /** Protocol of the payload, 0 to 255. */
    public static int protocol(long ip) {
        return Memory.getByte(ip + 9);
    }

    /** Source address. */
    public static int source(long ip) {
        return Memory.getInt(ip + SOURCE);
    }

    /** Destination address. */
    public static int destination(long ip) {
        return Memory.getInt(ip + DESTINATION);
    }

    /** Source and destination at once: the source in the lower half, as they lie in the packet. */
    public static long addresses(long ip) {
        return Memory.getLong(ip + SOURCE);
    }

    /** Puts an address in the form that {@link #addresses} gives. */
    public static long addresses(int source, int destination) {
        return Integer.toUnsignedLong(source) | (long) destination << 32;
    }

    /**
     * Whether the header checksum is right.
     *
     * @param header {@link #headerLength}, which must be valid
     */
    public static boolean checksumHolds(long ip, int header) {
        return header == HEADER ? plainChecksumHolds(ip) : Checksum.of(ip, header) == 0;
    }

    /** The header without options, nearly every one, summed without a loop, whose set-up costs more than five additions. */
    private static boolean plainChecksumHolds(long ip) {
        long first = Memory.getLong(ip);
        long second = Memory.getLong(ip + 8);
        long sum = (first & 0xffff_ffffL)
                + (first >>> 32)
                + (second & 0xffff_ffffL)
                + (second >>> 32)
                + Integer.toUnsignedLong(Memory.getInt(ip + 16));
        return Checksum.fold(sum) == 0xffff;
    }

    /** Lowers the TTL by one and mends the header checksum (RFC 1812 section 5.3.1, RFC 1624). */
    public static void decrementTtl(long ip) {
        int word = Memory.getShort(ip + 8);
        int lowered = word - 1;
        Memory.putShort(ip + 8, lowered);
        Memory.putShort(
                ip + CHECKSUM, Checksum.update(Memory.getShort(ip + CHECKSUM), Checksum.change16(word, lowered)));
    }

    /** Writes a header of 20 bytes for a packet of our own: DF set, identification 0 (RFC 6864), checksum filled in. */
    public static void write(long ip, int totalLength, int ttl, int protocol, int source, int destination) {
        Memory.putShortBE(ip, 0x4500);
        Memory.putShortBE(ip + 2, totalLength);
        Memory.putShortBE(ip + 4, 0);
        Memory.putShortBE(ip + 6, DONT_FRAGMENT);
        Memory.putByte(ip + 8, ttl);
        Memory.putByte(ip + 9, protocol);
        Memory.putShort(ip + CHECKSUM, 0);
        Memory.putInt(ip + SOURCE, source);
        Memory.putInt(ip + DESTINATION, destination);
        Memory.putShort(ip + CHECKSUM, Checksum.of(ip, HEADER));
    }
}
