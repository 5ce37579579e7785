package io.sallyport.verify.model;

/** Numbers in network byte order in byte arrays, and the Internet checksum over parts of them (RFC 1071). */
public final class Bytes {
    private Bytes() {}

    /** One byte, 0 to 255. */
    public static int get8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    /** Two bytes, 0 to 65535. */
    public static int get16(byte[] bytes, int at) {
        return get8(bytes, at) << 8 | get8(bytes, at + 1);
    }

    /** Four bytes. */
    public static int get32(byte[] bytes, int at) {
        return get16(bytes, at) << 16 | get16(bytes, at + 2);
    }

    /** Six bytes, as a MAC address is read. */
    public static long get48(byte[] bytes, int at) {
        return ((long) get16(bytes, at) << 32) | (get32(bytes, at + 2) & 0xffff_ffffL);
    }

    /** Writes one byte. */
    public static void put8(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
    }

    /** Writes two bytes. */
    public static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }

    /** Writes four bytes. */
    public static void put32(byte[] bytes, int at, int value) {
        put16(bytes, at, value >>> 16);
        put16(bytes, at + 2, value);
    }

    /** Writes six bytes. */
    public static void put48(byte[] bytes, int at, long value) {
        put16(bytes, at, (int) (value >>> 32));
        put32(bytes, at + 2, (int) value);
    }

    /** Sum of the 16-bit words from {@code from} to {@code to}, a last odd byte padded with 0; not folded. */
    public static long sum(byte[] bytes, int from, int to) {
        long sum = 0;
        for (int at = from; at < to; at++) {
            sum += (at - from) % 2 == 0 ? get8(bytes, at) << 8 : get8(bytes, at);
        }
        return sum;
    }

    /** A sum in one's complement, 16 bits. */
    public static int fold(long sum) {
        long rest = sum;
        while (rest >>> 16 != 0) {
            rest = (rest & 0xffff) + (rest >>> 16);
        }
        return (int) rest;
    }

    /** The checksum that belongs to a sum. */
    public static int checksum(long sum) {
        return ~fold(sum) & 0xffff;
    }
}
