package io.sallyport.verify.torn;

import io.sallyport.dataplane.session.SessionLine;
import java.util.SplittableRandom;

/** Damages images of lines: bits, bytes and blocks, as memory, disks and careless programs do. */
final class Damage {
    private static final int MOST = 64;
    private static final int COMMIT_END = SessionLine.COMMIT + Integer.BYTES;

    private final SplittableRandom random;
    private final Tally tally;

    Damage(SplittableRandom random, Tally tally) {
        this.random = random;
        this.tally = tally;
    }

    /** The image with 1 to 64 damages. */
    byte[] of(byte[] image) {
        byte[] damaged = image.clone();
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(MOST) : 1 + random.nextInt(4);
        for (int k = 0; k < count; k++) {
            one(damaged);
        }
        return damaged;
    }

    private void one(byte[] image) {
        int line = someLine(image);
        int at = line + random.nextInt(random.nextBoolean() ? COMMIT_END : SessionLine.SIZE);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> note("bits", () -> image[at] ^= (byte) (1 << random.nextInt(8)));
            case 3 -> note("bytes", () -> image[at] = (byte) random.nextInt());
            case 4 -> note("blocks of one value", () -> fill(image, at, (byte) (random.nextBoolean() ? 0 : -1)));
            case 5 -> note("blocks of noise", () -> noise(image, at));
            case 6 -> note("lines over others", () -> copy(image, line, someLine(image), SessionLine.SIZE));
            default ->
                note("parts of lines over others", () -> {
                    int part = random.nextInt(SessionLine.SIZE / Integer.BYTES) * Integer.BYTES;
                    copy(image, line + part, someLine(image) + part, SessionLine.SIZE - part);
                });
        }
    }

    private void note(String kind, Runnable damage) {
        tally.add("damages: " + kind, 1);
        damage.run();
    }

    /** Offset of a line, mostly of one that holds something. */
    private int someLine(byte[] image) {
        int line = 0;
        for (int tries = 0; tries < 8; tries++) {
            line = random.nextInt(image.length / SessionLine.SIZE) * SessionLine.SIZE;
            boolean holds = false;
            for (int at = line + SessionLine.COMMIT; at < line + COMMIT_END; at++) {
                holds |= image[at] != 0;
            }
            if (holds) {
                break;
            }
        }
        return line;
    }

    private int end(byte[] image, int at) {
        return Math.min(image.length, at + 2 + random.nextInt(2 * SessionLine.SIZE));
    }

    private void fill(byte[] image, int from, byte value) {
        int end = end(image, from);
        for (int at = from; at < end; at++) {
            image[at] = value;
        }
    }

    private void noise(byte[] image, int from) {
        int end = end(image, from);
        for (int at = from; at < end; at++) {
            image[at] = (byte) random.nextInt();
        }
    }

    private static void copy(byte[] image, int from, int to, int bytes) {
        System.arraycopy(image, from, image, to, bytes);
    }
}
