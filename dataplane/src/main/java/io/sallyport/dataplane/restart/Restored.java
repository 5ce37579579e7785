package io.sallyport.dataplane.restart;

import java.util.EnumMap;
import java.util.Map;

/** What became of the records of an earlier process. Not thread-safe: each worker has its own, {@link #add} joins them. */
public final class Restored {
    private final Map<Discard, Long> discarded = new EnumMap<>(Discard.class);
    private long sessions;

    /** Makes one in which nothing has happened. */
    public Restored() {}

    /** Notes a session that goes on. */
    public void keep() {
        sessions++;
    }

    /** Notes a record that was not taken over. */
    public void discard(Discard reason) {
        discarded.merge(reason, 1L, Long::sum);
    }

    /** Adds what became of other records. */
    public void add(Restored other) {
        sessions += other.sessions;
        other.discarded.forEach((reason, count) -> discarded.merge(reason, count, Long::sum));
    }

    /** Sessions that go on. */
    public long sessions() {
        return sessions;
    }

    /** Records that were not taken over. */
    public long discarded() {
        return discarded.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Records that were not taken over for a reason. */
    public long discarded(Discard reason) {
        return discarded.getOrDefault(reason, 0L);
    }

    /** Like {@code , 12 discarded (9 pool_address_removed, 3 damaged)}; empty if none was. */
    public String discardedText() {
        StringBuilder text = new StringBuilder();
        String separator = ", " + discarded() + " discarded (";
        for (Map.Entry<Discard, Long> entry : discarded.entrySet()) {
            text.append(separator)
                    .append(entry.getValue())
                    .append(' ')
                    .append(entry.getKey().label());
            separator = ", ";
        }
        return text.isEmpty() ? "" : text.append(')').toString();
    }

    @Override
    public String toString() {
        return sessions + " sessions" + discardedText();
    }
}
