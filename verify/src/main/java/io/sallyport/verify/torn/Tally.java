package io.sallyport.verify.torn;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What stories have covered, by name. Any thread. */
final class Tally {
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    /** Counts something that has happened. */
    void add(String what, long times) {
        counts.computeIfAbsent(what, name -> new LongAdder()).add(times);
    }

    long get(String what) {
        LongAdder count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    /** Like {@code cases: dealt anew 3, in place 9}: all that begin with a word and a colon, without these. */
    String line(String group) {
        String begins = group + ": ";
        return begins
                + counts.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(begins))
                        .map(entry -> "%s %,d"
                                .formatted(
                                        entry.getKey().substring(begins.length()),
                                        entry.getValue().sum()))
                        .collect(Collectors.joining(", "));
    }
}
