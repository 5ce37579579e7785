package io.sallyport.dataplane.session;

import io.sallyport.dpdk.memory.Memory;

/**
 * A bucket of {@link FlowIndex}: eight entries in one cache line of 64 bytes, as static accessors over its address.
 *
 * <pre>
 *  0 eight tags of 16 bits, 0 = free      16 eight session indexes of 32 bits
 * 48 displaced: one bit per entry         52 overflow: 32 bits
 * </pre>
 *
 * An entry is <em>displaced</em> if its primary bucket is another one; a bucket's <em>overflow</em> counts the entries
 * of which it is the primary bucket and which sit elsewhere. Byte order is native and has to be little-endian, as on
 * every processor DPDK supports with Java.
 */
final class Bucket {
    static final int SIZE = 64;
    static final int ENTRIES = 8;

    private static final int INDEXES = 16;
    private static final int DISPLACED = 48;
    private static final int OVERFLOW = 52;

    private static final long EACH = 0x0001_0001_0001_0001L;
    private static final long LOW_BITS = 0x7fff_7fff_7fff_7fffL;

    private Bucket() {}

    /**
     * Finds the entries with this tag, all eight at once: a set of them to be read with {@link #entry} and shortened
     * with {@code set &= set - 1}. The test is exact, so tag 0 finds the free entries and nothing else.
     */
    static long matches(long bucket, int tag) {
        long pattern = tag * EACH;
        long low = zeroLanes(Memory.getLong(bucket) ^ pattern);
        long high = zeroLanes(Memory.getLong(bucket + 8) ^ pattern);
        return (low >>> 15) | (high >>> 14);
    }

    /** Top bit of each 16-bit lane that is zero. No carry leaves a lane, so a neighbour is never reported falsely. */
    private static long zeroLanes(long lanes) {
        return ~(((lanes & LOW_BITS) + LOW_BITS) | lanes | LOW_BITS);
    }

    /** First entry, 0 to 7, of a set from {@link #matches} that is not empty. */
    static int entry(long matches) {
        int bit = Long.numberOfTrailingZeros(matches);
        return (bit >>> 4) + ((bit & 1) << 2);
    }

    static int tag(long bucket, int entry) {
        return Memory.getShort(bucket + 2L * entry);
    }

    static int index(long bucket, int entry) {
        return Memory.getInt(bucket + INDEXES + 4L * entry);
    }

    static boolean displaced(long bucket, int entry) {
        return ((Memory.getByte(bucket + DISPLACED) >>> entry) & 1) != 0;
    }

    /** Fills a free entry. */
    static void put(long bucket, int entry, int tag, int index, boolean displaced) {
        Memory.putShort(bucket + 2L * entry, tag);
        Memory.putInt(bucket + INDEXES + 4L * entry, index);
        int others = Memory.getByte(bucket + DISPLACED) & ~(1 << entry);
        Memory.putByte(bucket + DISPLACED, displaced ? others | (1 << entry) : others);
    }

    /** Frees an entry. */
    static void clear(long bucket, int entry) {
        put(bucket, entry, 0, 0, false);
    }

    static int overflow(long bucket) {
        return Memory.getInt(bucket + OVERFLOW);
    }

    static void addOverflow(long bucket, int change) {
        Memory.putInt(bucket + OVERFLOW, overflow(bucket) + change);
    }
}
