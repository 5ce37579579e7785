package io.sallyport.api;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts by stable name whose order is part of the answer, which {@link Map#copyOf} would lose. */
final class OrderedCounts {
    private OrderedCounts() {}

    static Map<String, Long> copyOf(Map<String, Long> counts) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    static Map<String, Long> sum(List<Map<String, Long>> perWorker) {
        Map<String, Long> total = new LinkedHashMap<>();
        for (Map<String, Long> counts : perWorker) {
            counts.forEach((name, count) -> total.merge(name, count, Long::sum));
        }
        return Collections.unmodifiableMap(total);
    }

    static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
