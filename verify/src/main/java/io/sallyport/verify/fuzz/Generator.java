package io.sallyport.verify.fuzz;

import java.util.SplittableRandom;

/**
 * What comes in next: a good frame, an answer to what left, an error or a fragment of it, a frame that once was of interest, each
 * as it is or bent. One thread.
 */
final class Generator {
    private final SplittableRandom random;
    private final Corpus corpus;
    private final Seen seen;
    private final Seen recent = new Seen();
    private final Pending pending = new Pending();
    private final ErrorSeeds errors;
    private final Answers answers;
    private final Cutter cutter;
    private final Mutator mutator;
    private final Seeds seeds;
    private final int interfaces;

    /**
     * Makes a generator for one gateway.
     *
     * @param seen what leaves that gateway
     * @param interfaces how many it has
     */
    Generator(SplittableRandom random, Corpus corpus, Seen seen, int interfaces) {
        this.random = random;
        this.corpus = corpus;
        this.seen = seen;
        this.interfaces = interfaces;
        this.errors = new ErrorSeeds(random);
        this.answers = new Answers(random);
        this.cutter = new Cutter(random);
        this.mutator = new Mutator(random);
        this.seeds = new Seeds(random, errors, interfaces > Plan.THIRD);
    }

    /** Writes the next frame and the interface that it comes in by. */
    void next(Frame frame) {
        if (pending.isEmpty()) {
            boolean bends = base(frame);
            if (bends) {
                bend(frame);
            } else if (random.nextInt(24) == 0) {
                cutter.cut(frame, pending);
            }
        }
        if (!pending.isEmpty()) {
            pending.take(frame);
        }
        if (frame.from >= interfaces) {
            frame.from = Plan.INSIDE;
        }
        Tag.apply(frame);
    }

    /** Remembers a frame that has come in, to come again. */
    void came(int from, byte[] frame) {
        if (random.nextInt(8) == 0) {
            recent.add(from, frame);
        }
    }

    /** Writes a frame to start from; returns whether it is to be bent. */
    private boolean base(Frame frame) {
        int which = random.nextInt(100);
        if (which < 30 || seen.isEmpty() || recent.isEmpty()) {
            seeds.write(frame);
            return random.nextInt(3) == 0;
        }
        if (which < 55) {
            seen.pick(frame, random);
            answers.turn(frame);
            return random.nextInt(4) == 0;
        }
        if (which < 67) {
            errors.about(frame, seen);
            return random.nextInt(3) == 0;
        }
        if (which < 75 || corpus.size() == 0) {
            recent.pick(frame, random);
            return random.nextInt(3) == 0;
        }
        corpus.pick(frame, random);
        return random.nextInt(8) > 0;
    }

    private void bend(Frame frame) {
        for (int times = 1 + Math.min(random.nextInt(4), random.nextInt(4)); times > 0; times--) {
            mutator.bend(frame, corpus);
        }
        if (random.nextBoolean()) {
            mutator.mend(frame);
        }
    }
}
