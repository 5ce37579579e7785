package io.sallyport.verify.fuzz;

import java.util.Arrays;

/**
 * Everything that was done to one gateway, step by step, so that it can be done again to another one. One thread.
 *
 * <p>A step is a {@link Kind} with two numbers, and for {@link Kind#FRAME} the frame's bytes.
 */
final class Journal {
    /** What a step does. */
    enum Kind {
        /** A frame comes in: interface, queue. */
        FRAME,
        /** Time passes: nanoseconds. */
        PASS,
        /** One worker takes one turn: its number. */
        TURN,
        /** All workers take turns until none has anything to do. */
        TURNS,
        /** What has left is taken and checked. */
        DRAIN,
        /** Other neighbors become known: the variant. */
        NEIGHBORS,
        /** Everything comes to rest, then ledger and buffers are checked. */
        SETTLE,
        /** Sessions and ports are checked against each other. */
        STATE,
        /** Time passes until nothing may be left, and nothing may. */
        END
    }

    private static final byte[] NOTHING = {};

    private Kind[] kinds = new Kind[4_096];
    private long[] first = new long[4_096];
    private int[] second = new int[4_096];
    private byte[][] frames = new byte[4_096][];
    private int size;

    void add(Kind kind, long one, int other) {
        add(kind, one, other, NOTHING);
    }

    void add(Kind kind, long one, int other, byte[] frame) {
        if (size == kinds.length) {
            grow();
        }
        kinds[size] = kind;
        first[size] = one;
        second[size] = other;
        frames[size] = frame;
        size++;
    }

    private void grow() {
        int capacity = 2 * size;
        kinds = Arrays.copyOf(kinds, capacity);
        first = Arrays.copyOf(first, capacity);
        second = Arrays.copyOf(second, capacity);
        frames = Arrays.copyOf(frames, capacity);
    }

    void clear() {
        Arrays.fill(frames, 0, size, NOTHING);
        size = 0;
    }

    int size() {
        return size;
    }

    Kind kind(int step) {
        return kinds[step];
    }

    long first(int step) {
        return first[step];
    }

    int second(int step) {
        return second[step];
    }

    byte[] frame(int step) {
        return frames[step];
    }

    /** Returns a journal of the steps that are to be kept. */
    Journal only(boolean[] kept) {
        Journal made = new Journal();
        for (int step = 0; step < size; step++) {
            if (kept[step]) {
                made.add(kinds[step], first[step], second[step], frames[step]);
            }
        }
        return made;
    }
}
