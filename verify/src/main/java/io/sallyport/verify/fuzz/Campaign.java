package io.sallyport.verify.fuzz;

import io.sallyport.dataplane.count.DropReason;
import io.sallyport.verify.check.Finding;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * One thread's share of a run: one gateway after another, each fed frames until its life is over, then checked and brought to an
 * end. What it does follows from its seed and its number of frames alone. {@link #frames} may be asked by any thread, all else by
 * the thread that runs it or after that has ended.
 */
final class Campaign {
    private static final int BATCH = 96;
    private static final int PROBE_EVERY = 24;
    private static final int SETTLE_EVERY = 8;
    private static final long[] JUMPS_MILLIS = {
        1, 100, 300, 1_000, 2_000, 3_000, 5_000, 60_000, 120_000, 240_000, 300_000, 7_440_000
    };

    private final SplittableRandom random;
    private final UnaryOperator<byte[]> wire;
    private final long wanted;
    private final long life;
    private final Corpus corpus = new Corpus();
    private final Coverage coverage = new Coverage();
    private final Set<Long> signatures = new HashSet<>();
    private final EnumSet<DropReason> reasons = EnumSet.noneOf(DropReason.class);
    private final Journal journal = new Journal();
    private final Frame frame = new Frame();
    private byte[] sent = {};
    /** Batches for which the gateway is jammed, and the worker that goes on. */
    private int jam;

    private int jammed;
    private long done;
    private volatile long frames;
    private volatile int reached;
    private int gateways;
    private Setup setup;

    /**
     * Makes a share.
     *
     * @param frames how many to send, 1 or more
     * @param life frames after which a gateway makes room for the next one
     */
    Campaign(long seed, long frames, long life) {
        this(seed, frames, life, UnaryOperator.identity());
    }

    /** The same with something on the wire that spoils what leaves. */
    Campaign(long seed, long frames, long life, UnaryOperator<byte[]> wire) {
        this.wire = wire;
        this.random = new SplittableRandom(seed);
        this.wanted = frames;
        this.life = life;
        this.setup = Setup.of(random.nextLong());
    }

    /** Frames sent so far. */
    long frames() {
        return frames;
    }

    /** Signatures reached so far. */
    int reached() {
        return reached;
    }

    int gateways() {
        return gateways;
    }

    Set<Long> signatures() {
        return signatures;
    }

    Set<DropReason> reasons() {
        return reasons;
    }

    /** The gateway that lives or lived last. */
    Setup setup() {
        return setup;
    }

    /** Everything that was done to it. */
    Journal journal() {
        return journal;
    }

    /**
     * Sends all frames, or fewer if the thread is interrupted.
     *
     * @throws Finding if something is seen that must not be
     */
    void run() {
        while (done < wanted && !Thread.currentThread().isInterrupted()) {
            setup = Setup.of(random.nextLong());
            journal.clear();
            gateways++;
            jam = 0;
            Seen seen = new Seen();
            try (Subject subject = new Subject(setup, journal, seen, wire)) {
                live(
                        subject,
                        new Generator(
                                random,
                                corpus,
                                seen,
                                setup.topology().interfaces().size()));
                Coverage.addReasons(subject.workers(), reasons);
                subject.settle();
                subject.state();
                subject.end();
            }
        }
    }

    private void live(Subject subject, Generator generator) {
        long until = Math.min(wanted, done + life);
        for (int round = 1; done < until && !Thread.currentThread().isInterrupted(); round++) {
            batch(subject, generator, (int) Math.min(BATCH, until - done));
            if (round % SETTLE_EVERY == 0 && jam == 0) {
                subject.settle();
                subject.neighbors(random.nextInt(Subject.NEIGHBOR_VARIANTS));
            }
            pass(subject);
        }
    }

    private void batch(Subject subject, Generator generator, int count) {
        if (jam == 0 && random.nextInt(48) == 0) {
            jam = 1 + random.nextInt(8);
            jammed = random.nextInt(setup.settings().workers());
        }
        int probes = jam > 0 ? 0 : Math.min(count, count / PROBE_EVERY + 1);
        int accepted = 0;
        for (int k = 0; k < count - probes; k++) {
            accepted += send(subject, generator) ? 1 : 0;
        }
        run(subject);
        coverage.begin(subject.workers());
        for (int k = 0; k < probes; k++) {
            accepted += probe(subject, generator) ? 1 : 0;
        }
        done += accepted;
        frames = done;
    }

    private boolean send(Subject subject, Generator generator) {
        generator.next(frame);
        sent = Arrays.copyOf(frame.bytes, frame.length);
        generator.came(frame.from, sent);
        return subject.frame(frame.from, random.nextInt(setup.settings().workers()), sent);
    }

    /** Mostly all workers until they are done; in a jam one alone, with nothing taken off the wires, so that queues fill. */
    private void run(Subject subject) {
        if (jam == 0) {
            subject.turns();
            subject.drain();
            return;
        }
        jam--;
        for (int times = random.nextInt(4); times >= 0; times--) {
            subject.turn(
                    random.nextInt(8) == 0 ? random.nextInt(setup.settings().workers()) : jammed);
        }
    }

    /** One frame alone, to see what the gateway does with it. */
    private boolean probe(Subject subject, Generator generator) {
        boolean accepted = send(subject, generator);
        subject.turns();
        subject.drain();
        if (signatures.add(coverage.end(subject.workers(), frame, subject.left()))) {
            corpus.add(frame.from, sent, random);
            reached = signatures.size();
        }
        return accepted;
    }

    private void pass(Subject subject) {
        boolean jumps = random.nextInt(48) == 0;
        long millis = jumps ? JUMPS_MILLIS[random.nextInt(JUMPS_MILLIS.length)] : random.nextInt(20);
        subject.pass(millis * 1_000_000 + random.nextInt(1_000_000));
    }
}
