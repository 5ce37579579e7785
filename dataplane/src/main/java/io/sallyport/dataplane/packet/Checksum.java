package io.sallyport.dataplane.packet;

import io.sallyport.dpdk.memory.Memory;

/**
 * The Internet checksum (RFC 1071) and its incremental update (RFC 1624, equation 3).
 *
 * <p>Everything is in <em>native</em> byte order: the one's complement sum does not depend on byte order as long as all
 * 16-bit words are read the same way (RFC 1071 section 2). A <em>change</em> is the sum, not yet folded, of the
 * complement of what was there and what is there now; changes of several fields may be added up before they are applied,
 * up to thousands of them, within an int.
 */
public final class Checksum {
    private Checksum() {}

    /**
     * Computes the checksum over {@code length} bytes, an odd last byte padded with zero.
     *
     * @return the checksum, 0 to 65535; 0 if the data includes its own right checksum
     */
    public static int of(long address, int length) {
        return ~fold(sum(address, length)) & 0xffff;
    }

    /** Sums {@code length} bytes as 16-bit words without folding, in 64 bits. */
    public static long sum(long address, int length) {
        long sum = 0;
        int at = 0;
        for (; at + 4 <= length; at += 4) {
            sum += Integer.toUnsignedLong(Memory.getInt(address + at));
        }
        if (at + 2 <= length) {
            sum += Memory.getShort(address + at);
            at += 2;
        }
        if (at < length) {
            sum += Memory.getByte(address + at);
        }
        return sum;
    }

    /** Folds a sum to 16 bits with end-around carry. */
    public static int fold(long sum) {
        long folded = (sum & 0xffff_ffffL) + (sum >>> 32);
        folded = (folded & 0xffff) + (folded >>> 16);
        folded = (folded & 0xffff) + (folded >>> 16);
        return (int) ((folded & 0xffff) + (folded >>> 16));
    }

    /** Change of a 16-bit word. */
    public static int change16(int before, int after) {
        return (~before & 0xffff) + (after & 0xffff);
    }

    /** Change of a 32-bit word, such as an address. */
    public static int change32(int before, int after) {
        return (~before & 0xffff) + (~before >>> 16) + (after & 0xffff) + (after >>> 16);
    }

    /** Applies a change to a checksum as it stands in the packet: {@code ~(~checksum + change)}. */
    public static int update(int checksum, int change) {
        int sum = (~checksum & 0xffff) + change;
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        return ~sum & 0xffff;
    }
}
