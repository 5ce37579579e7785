package io.sallyport.api;

import java.util.List;

/**
 * {@code GET /v1/drops}: dropped packets by reason.
 *
 * @param total all packets dropped
 * @param reasons every reason there is, also those that no packet was dropped for
 */
public record Drops(long total, List<DropCount> reasons) {
    public Drops {
        reasons = List.copyOf(reasons);
    }

    /** Adds up the reasons. */
    public static Drops of(List<DropCount> reasons) {
        return new Drops(reasons.stream().mapToLong(DropCount::total).sum(), reasons);
    }
}
