package io.sallyport.verify.simulation;

import io.sallyport.verify.check.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Leaves steps out of a story for as long as the same kind of finding comes of the rest, within a bound of time. */
final class Shrinker {
    private final Function<List<Step>, @Nullable Finding> tell;
    private final String kind;
    private final long untilNanos;

    /**
     * Makes a shrinker for findings of a kind.
     *
     * @param tell tells a story and returns what is found
     * @param nanos time after which it is satisfied with what it has
     */
    Shrinker(Function<List<Step>, @Nullable Finding> tell, String kind, long nanos) {
        this.tell = tell;
        this.kind = kind;
        this.untilNanos = System.nanoTime() + nanos;
    }

    /** Returns as short a story as could be made of one that ends in the finding. */
    List<Step> shrink(List<Step> story) {
        List<Step> best = story;
        for (int chunk = Math.max(1, Integer.highestOneBit(story.size() / 2)); hasTime(); ) {
            List<Step> shorter = without(best, chunk);
            boolean done = chunk == 1 && shorter.size() == best.size();
            best = shorter;
            if (done) {
                break;
            }
            chunk = Math.max(1, chunk / 2);
        }
        return best;
    }

    private boolean hasTime() {
        return System.nanoTime() < untilNanos;
    }

    /** Leaves out, from the end to the start, all runs of steps that are not needed. */
    private List<Step> without(List<Step> story, int chunk) {
        List<Step> best = story;
        for (int end = best.size(); end > 0 && hasTime(); end = Math.min(end - chunk, best.size())) {
            List<Step> less = new ArrayList<>(best.subList(0, Math.max(0, end - chunk)));
            less.addAll(best.subList(end, best.size()));
            if (fails(less)) {
                best = less;
            }
        }
        return best;
    }

    private boolean fails(List<Step> story) {
        Finding finding = tell.apply(story);
        return finding != null && finding.kind().equals(kind);
    }
}
