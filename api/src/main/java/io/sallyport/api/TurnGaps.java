package io.sallyport.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gaps between the starts of one worker's turns: what stopped it, whatever it was, shows here.
 *
 * @param sinceStart all gaps
 * @param lastMinute those of the last 60 to 70 seconds; null in the first minute
 * @param totalMicros the sum of all gaps
 * @param buckets all gaps by length, shortest bound first; those longer than the last bound are not in it
 */
public record TurnGaps(
        GapTimes sinceStart, @Nullable GapTimes lastMinute, double totalMicros, List<GapBucket> buckets) {
    /** Copies the list. */
    public TurnGaps {
        buckets = List.copyOf(buckets);
    }
}
