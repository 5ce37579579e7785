package io.sallyport.verify.run;

import java.util.Arrays;

/** Leaves out packets of an episode as long as a difference stays: a short story is told more easily (ddmin). */
final class Shrinker {
    private final Episode episode;
    private final long deadline;

    Shrinker(Episode episode, long seconds) {
        this.episode = episode;
        this.deadline = System.nanoTime() + seconds * 1_000_000_000L;
    }

    /** The fewest packets found that still make a difference. */
    int[] shrink(int[] numbers) {
        int[] best = numbers;
        int chunk = Math.max(1, best.length / 2);
        while (System.nanoTime() < deadline) {
            int[] shorter = withoutChunks(best, chunk);
            boolean isDone = chunk == 1 && shorter.length == best.length;
            best = shorter;
            if (isDone) {
                break;
            }
            chunk = Math.max(1, Math.min(chunk / 2, best.length / 2));
        }
        return best;
    }

    private int[] withoutChunks(int[] numbers, int chunk) {
        int[] best = numbers;
        for (int end = best.length; end > 0 && System.nanoTime() < deadline; end -= chunk) {
            int[] candidate = without(best, Math.max(0, end - chunk), Math.min(end, best.length));
            Episode.Outcome outcome = episode.play(candidate, Watcher.NOBODY);
            if (!outcome.isGood()) {
                best = Arrays.copyOf(candidate, outcome.packets());
                end = Math.min(end, best.length + chunk);
            }
        }
        return best;
    }

    private static int[] without(int[] numbers, int from, int to) {
        int[] rest = new int[numbers.length - (to - from)];
        System.arraycopy(numbers, 0, rest, 0, from);
        System.arraycopy(numbers, to, rest, from, numbers.length - to);
        return rest;
    }
}
