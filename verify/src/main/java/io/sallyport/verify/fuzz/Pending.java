package io.sallyport.verify.fuzz;

import java.util.SplittableRandom;

/** A few frames that are to come next, in order. One thread. */
final class Pending {
    private static final int SIZE = 16;

    private final Frame[] frames = new Frame[SIZE];
    private int count;

    Pending() {
        for (int i = 0; i < SIZE; i++) {
            frames[i] = new Frame();
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == SIZE;
    }

    /** Adds a copy of a frame; forgets it if there is no room. */
    void add(Frame frame) {
        if (!isFull()) {
            copy(frame, frames[count++]);
        }
    }

    /** Takes the last one out. */
    void take(Frame into) {
        copy(frames[--count], into);
    }

    void shuffle(SplittableRandom random) {
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Frame one = frames[i];
            frames[i] = frames[other];
            frames[other] = one;
        }
    }

    private static void copy(Frame from, Frame to) {
        System.arraycopy(from.bytes, 0, to.bytes, 0, from.length);
        to.length = from.length;
        to.from = from.from;
    }
}
