package io.sallyport.dataplane.worker;

import io.sallyport.dpdk.memory.Memory;

/**
 * How long it takes from the start of a worker's turn to the start of the next one, counted in a block of memory that only the
 * worker writes, with plain stores. What stops a worker, whatever it is, shows here: a pause of the JVM, the kernel that gives
 * the CPU to another, an interrupt, the worker's own idling where CPUs are shared.
 *
 * <p>Buckets are log-linear: {@value #PER_OCTAVE} to each power of two, so a gap is known to 1/{@value #PER_OCTAVE} of itself;
 * up to 63 ns each number has its own, and all gaps of {@link #MOST} nanoseconds (17 s) and more share the last one.
 */
public final class TurnGaps {
    static final int OCTAVE_SHIFT = 6;
    static final int PER_OCTAVE = 1 << OCTAVE_SHIFT;
    /** Gaps as long as this, in nanoseconds, are all the same. */
    static final long MOST = 1L << 34;

    static final int BUCKETS = bucket(MOST) + 1;
    /** Bytes of memory that a worker's gaps take. */
    public static final long BYTES = 8L * (BUCKETS + 2);

    private final long counts;
    private final long sum;
    private final long longest;
    private long last;

    /**
     * Makes an empty one.
     *
     * @param base zeroed memory of {@link #BYTES} bytes, aligned to 8
     */
    public TurnGaps(long base) {
        counts = base;
        sum = base + 8L * BUCKETS;
        longest = sum + 8;
    }

    /**
     * A turn starts. The worker's thread only; allocates nothing, and costs three stores to lines that stay in the cache.
     *
     * @param nowNanos nanoseconds that never run backwards
     */
    public void turn(long nowNanos) {
        if (last != 0) {
            add(nowNanos - last);
        }
        last = nowNanos;
    }

    private void add(long nanos) {
        long bucket = counts + 8L * bucket(Math.min(nanos, MOST));
        Memory.putLongOpaque(bucket, Memory.getLong(bucket) + 1);
        Memory.putLongOpaque(sum, Memory.getLong(sum) + nanos);
        if (nanos > Memory.getLong(longest)) {
            Memory.putLongOpaque(longest, nanos);
        }
    }

    /** Number of the bucket of a gap of 0 to {@link #MOST} nanoseconds. */
    static int bucket(long nanos) {
        int shift = Math.max(0, Long.SIZE - 1 - OCTAVE_SHIFT - Long.numberOfLeadingZeros(nanos | 1));
        return (shift << OCTAVE_SHIFT) + (int) (nanos >>> shift);
    }

    /** The longest gap in nanoseconds that a bucket counts. */
    static long longest(int bucket) {
        int shift = Math.max(0, (bucket >>> OCTAVE_SHIFT) - 1);
        return ((long) (bucket - (shift << OCTAVE_SHIFT) + 1) << shift) - 1;
    }

    /** Reads what is counted so far; any thread. Gaps that end meanwhile may be in it or not. */
    public GapHistogram read() {
        long[] now = new long[BUCKETS];
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            now[bucket] = Memory.getLongOpaque(counts + 8L * bucket);
        }
        return new GapHistogram(now, Memory.getLongOpaque(sum), Memory.getLongOpaque(longest));
    }
}
