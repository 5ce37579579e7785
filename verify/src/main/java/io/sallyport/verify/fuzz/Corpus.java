package io.sallyport.verify.fuzz;

import java.util.SplittableRandom;

/** Frames that made a gateway do what it had not done before: a bounded store, in which new ones replace random old ones. One thread. */
final class Corpus {
    /** Most frames that are kept. */
    static final int SIZE = 4_096;

    private final byte[][] frames = new byte[SIZE][];
    private final int[] from = new int[SIZE];
    private int count;

    void add(int interfaceNumber, byte[] frame, SplittableRandom random) {
        int place = count < SIZE ? count++ : random.nextInt(SIZE);
        frames[place] = frame;
        from[place] = interfaceNumber;
    }

    int size() {
        return count;
    }

    /** Copies one of them; there must be one. */
    void pick(Frame frame, SplittableRandom random) {
        int place = random.nextInt(count);
        frame.set(frames[place], from[place]);
    }
}
