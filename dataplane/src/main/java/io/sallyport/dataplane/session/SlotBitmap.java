package io.sallyport.dataplane.session;

import io.sallyport.dpdk.memory.Memory;

/**
 * A set of the numbers 0 to 65535 that finds its next member, round the end, in at most 19 reads: a bitmap with a
 * summary of one bit per 64-bit word.
 */
final class SlotBitmap {
    static final int SLOTS = 1 << 16;
    static final long BYTES = SLOTS / 8 + SLOTS / 512;

    private static final int WORDS = SLOTS / 64;
    private static final int SUMMARY_WORDS = WORDS / 64;

    private final long words;
    private final long summary;

    SlotBitmap(long base) {
        this.words = base;
        this.summary = base + SLOTS / 8;
    }

    void add(int slot) {
        int word = slot >>> 6;
        Memory.putLong(words + 8L * word, word(word) | (1L << slot));
        int part = word >>> 6;
        Memory.putLong(summary + 8L * part, summary(part) | (1L << word));
    }

    void remove(int slot) {
        int word = slot >>> 6;
        long left = word(word) & ~(1L << slot);
        Memory.putLong(words + 8L * word, left);
        if (left == 0) {
            int part = word >>> 6;
            Memory.putLong(summary + 8L * part, summary(part) & ~(1L << word));
        }
    }

    /** First member at or after {@code from}, then from 0 on; -1 if the set is empty. */
    int next(int from) {
        int word = from >>> 6;
        long rest = word(word) & (-1L << from);
        if (rest == 0) {
            word = nextWord((word + 1) % WORDS);
            if (word < 0) {
                return -1;
            }
            rest = word(word);
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    private int nextWord(int from) {
        int part = from >>> 6;
        long rest = summary(part) & (-1L << from);
        for (int turn = 0; rest == 0 && turn < SUMMARY_WORDS; turn++) {
            part = (part + 1) % SUMMARY_WORDS;
            rest = summary(part);
        }
        return rest == 0 ? -1 : (part << 6) + Long.numberOfTrailingZeros(rest);
    }

    private long word(int word) {
        return Memory.getLong(words + 8L * word);
    }

    private long summary(int part) {
        return Memory.getLong(summary + 8L * part);
    }
}
