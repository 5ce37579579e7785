package io.sallyport.dataplane.worker;

/** The gaps between one worker's turns as of one moment, or between two moments; immutable. Times are nanoseconds. */
public final class GapHistogram {
    private final long[] counts;
    private final long sum;
    private final long longest;

    GapHistogram(long[] counts, long sum, long longest) {
        this.counts = counts;
        this.sum = sum;
        this.longest = longest;
    }

    /** Gaps in all. */
    public long count() {
        long count = 0;
        for (long one : counts) {
            count += one;
        }
        return count;
    }

    /** The sum of all gaps. */
    public long sum() {
        return sum;
    }

    /** The longest gap; of the gaps {@link #since} a moment known to 1/64 of itself. 0 if there is none. */
    public long longest() {
        return longest;
    }

    /**
     * A time that this share of all gaps does not exceed: the true one or up to 1/64 above. 0 if there is none.
     *
     * @param share more than 0, 1 at most
     */
    public long percentile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(count() * share));
        long seen = 0;
        for (int bucket = 0; bucket < counts.length - 1; bucket++) { // the last one has no upper end
            seen += counts[bucket];
            if (seen >= wanted) {
                return Math.min(longest, TurnGaps.longest(bucket));
            }
        }
        return longest;
    }

    /**
     * Gaps shorter than a power of two, exactly.
     *
     * @param exponent 0 to 34
     */
    public long shorterThanPowerOfTwo(int exponent) {
        int end = TurnGaps.bucket(1L << exponent);
        long count = 0;
        for (int bucket = 0; bucket < end; bucket++) {
            count += counts[bucket];
        }
        return count;
    }

    /** The gaps that came after an earlier reading of the same worker. */
    public GapHistogram since(GapHistogram earlier) {
        long[] more = new long[counts.length];
        int last = -1;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            more[bucket] = counts[bucket] - earlier.counts[bucket];
            last = more[bucket] > 0 ? bucket : last;
        }
        long most = last < 0 ? 0 : last == counts.length - 1 ? longest : Math.min(longest, TurnGaps.longest(last));
        return new GapHistogram(more, sum - earlier.sum, most);
    }
}
