package io.sallyport.dataplane.fragment;

import io.sallyport.dpdk.memory.Memory;

/**
 * What has come of a datagram, exactly: static accessors over {@value #SIZE} bytes.
 *
 * <pre>
 *  0 units that have come   4 end of the furthest fragment, in bytes   8 end of the datagram, in bytes; 0 = not known yet
 * 32 one bit per unit
 * </pre>
 *
 * A <em>unit</em> is eight bytes, in which fragment offsets count (RFC 791 section 3.1). A last fragment whose length is no multiple
 * of eight covers its last unit whole, which no other fragment can share without overlapping it.
 */
final class Coverage {
    /** Most units of a datagram: 65,535 bytes, rounded up. */
    static final int UNITS = 8192;

    private static final int COME = 0;
    private static final int REACH = 4;
    private static final int END = 8;
    private static final int BITS = 32;

    /** Bytes of memory. */
    static final int SIZE = BITS + UNITS / 8;

    private Coverage() {}

    /** Makes it a datagram of which nothing has come. */
    static void clear(long coverage) {
        Memory.clear(coverage, SIZE);
    }

    /**
     * Marks the bytes of a fragment as come.
     *
     * @param offset in bytes, a multiple of 8
     * @param length in bytes, more than 0, a multiple of 8 if {@code more}; the end is at most 65,535
     * @param more whether the fragment says that others follow it
     * @return false, with nothing changed, if a byte of it has come before, if it lies beyond the datagram's end, or if it
     *     says that the datagram ends elsewhere than where it is known to
     */
    static boolean mark(long coverage, int offset, int length, boolean more) {
        assert (offset & 7) == 0 && offset >= 0 && length > 0 && offset + length < 8 * UNITS : offset + "+" + length;
        int end = offset + length;
        int known = Memory.getInt(coverage + END);
        int reach = Memory.getInt(coverage + REACH);
        // A second last fragment contradicts the first one or has come before.
        boolean contradicts = more ? known != 0 && end > known : known != 0 || end < reach;
        int from = offset >>> 3;
        int to = (end + 7) >>> 3;
        if (contradicts || anyHasCome(coverage, from, to)) {
            return false;
        }
        set(coverage, from, to);
        Memory.putInt(coverage + COME, Memory.getInt(coverage + COME) + to - from);
        Memory.putInt(coverage + REACH, Math.max(reach, end));
        if (!more) {
            Memory.putInt(coverage + END, end);
        }
        return true;
    }

    /** Whether all of the datagram has come. */
    static boolean complete(long coverage) {
        int end = Memory.getInt(coverage + END);
        return end != 0 && Memory.getInt(coverage + COME) == (end + 7) >>> 3;
    }

    private static boolean anyHasCome(long coverage, int from, int to) {
        for (int word = from >>> 6; word <= (to - 1) >>> 6; word++) {
            if ((Memory.getLong(word(coverage, word)) & mask(word, from, to)) != 0) {
                return true;
            }
        }
        return false;
    }

    private static void set(long coverage, int from, int to) {
        for (int word = from >>> 6; word <= (to - 1) >>> 6; word++) {
            long at = word(coverage, word);
            Memory.putLong(at, Memory.getLong(at) | mask(word, from, to));
        }
    }

    private static long word(long coverage, int word) {
        return coverage + BITS + 8L * word;
    }

    /** Bits of the units {@code from} to {@code to} - 1 that lie in a word. */
    private static long mask(int word, int from, int to) {
        long mask = -1L;
        if (word == from >>> 6) {
            mask &= -1L << from;
        }
        if (word == (to - 1) >>> 6) {
            mask &= -1L >>> -to;
        }
        return mask;
    }
}
