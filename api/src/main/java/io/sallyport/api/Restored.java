package io.sallyport.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of the sessions of the process before this one.
 *
 * @param directory where sessions are kept
 * @param sessions sessions that go on
 * @param discarded records that did not, by reason; reasons that did not occur are left out
 * @param seconds how long it took
 * @param awaySeconds from when the process before was last seen to the start of that, to a quarter of a second; null if there was none
 */
public record Restored(
        String directory,
        long sessions,
        Map<String, Long> discarded,
        double seconds,
        @Nullable Double awaySeconds) {
    /** Copies the map, in its order. */
    public Restored {
        discarded = OrderedCounts.copyOf(discarded);
    }
}
