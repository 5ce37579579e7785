package io.sallyport.verify.fuzz;

import io.sallyport.verify.check.Finding;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Leaves steps out of a journal for as long as the same kind of finding comes of the rest, within a bound of time. */
final class Shrinker {
    private final Function<Journal, @Nullable Finding> replay;
    private final String kind;
    private final long untilNanos;

    /**
     * Makes a shrinker for findings of a kind, which gives up after some time.
     *
     * @param replay does a journal's steps and returns what is found, such as {@link #replay}
     */
    Shrinker(Function<Journal, @Nullable Finding> replay, String kind, long nanos) {
        this.replay = replay;
        this.kind = kind;
        this.untilNanos = System.nanoTime() + nanos;
    }

    /** Does all steps of a journal to a fresh gateway; returns what is found, or null. */
    static @Nullable Finding replay(Setup setup, Journal journal) {
        try (Subject subject = new Subject(setup, new Journal(), new Seen(), UnaryOperator.identity())) {
            for (int step = 0; step < journal.size(); step++) {
                subject.apply(journal, step);
            }
            return null;
        } catch (Finding finding) {
            return finding;
        }
    }

    /** Returns a journal as short as could be made of one that ends in the finding; the same if that does not come again. */
    Journal shrink(Journal journal) {
        if (!fails(journal)) {
            return journal;
        }
        Journal shorter = tail(journal);
        for (int chunk = Integer.highestOneBit(Math.max(1, shorter.size() - 1)); chunk > 0; chunk /= 2) {
            shorter = without(shorter, chunk);
        }
        return shorter;
    }

    private boolean fails(Journal journal) {
        Finding finding = replay.apply(journal);
        return finding != null && finding.kind().equals(kind);
    }

    private boolean hasTime() {
        return System.nanoTime() < untilNanos;
    }

    /** The shortest of a few tails, each four times as long as the one before, that still fails. */
    private Journal tail(Journal journal) {
        for (int length = 16; length < journal.size() && hasTime(); length *= 4) {
            boolean[] kept = new boolean[journal.size()];
            Arrays.fill(kept, journal.size() - length, journal.size(), true);
            Journal tail = journal.only(kept);
            if (fails(tail)) {
                return tail;
            }
        }
        return journal;
    }

    /** Leaves out, one after the other, all runs of {@code chunk} steps that are not needed; never the last step. */
    private Journal without(Journal journal, int chunk) {
        Journal shorter = journal;
        for (int from = Math.max(0, shorter.size() - 1 - chunk); hasTime(); from = Math.max(0, from - chunk)) {
            boolean[] kept = new boolean[shorter.size()];
            Arrays.fill(kept, true);
            Arrays.fill(kept, from, Math.min(from + chunk, shorter.size() - 1), false);
            Journal less = shorter.only(kept);
            if (less.size() < shorter.size() && fails(less)) {
                shorter = less;
            }
            if (from == 0) {
                break;
            }
        }
        return shorter;
    }
}
