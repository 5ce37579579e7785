package io.sallyport.verify.fuzz;

import java.util.SplittableRandom;

/** The frames seen last on the wires, with the interface each was seen at: what answers are made from. One thread. */
final class Seen {
    private static final int SIZE = 512;

    private final byte[][] frames = new byte[SIZE][];
    private final int[] at = new int[SIZE];
    private int count;

    void add(int interfaceNumber, byte[] frame) {
        int place = count++ & (SIZE - 1);
        frames[place] = frame;
        at[place] = interfaceNumber;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        count = 0;
    }

    /** Copies one of them, {@link Frame#from} being the interface it was seen at; there must be one. */
    void pick(Frame frame, SplittableRandom random) {
        int place = random.nextInt(Math.min(count, SIZE));
        frame.set(frames[place], at[place]);
    }
}
