package io.sallyport.verify.simulation;

import io.sallyport.verify.simulation.Tally.Of;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stories have covered, in lines for a person. */
final class Report {
    private static final Of[][] LINES = {
        {Of.PACKETS, Of.LEFT, Of.DROPPED, Of.PACKETS_THE_CARD_LOST, Of.HANDED_OVER, Of.HAIRPINS},
        {Of.FRAGMENTS, Of.FRAGMENTS_ACROSS_WORKERS, Of.ICMP_ERRORS, Of.OWN_ICMP_ERRORS, Of.STRANGERS_REFUSED},
        {
            Of.TURNS_WITH_A_FULL_RING,
            Of.DROPPED_RING_FULL_NEW,
            Of.DROPPED_RING_FULL_ESTABLISHED,
            Of.TRANSMIT_QUEUE_FULL,
            Of.DROPPED_TRANSMIT_QUEUE_FULL
        },
        {Of.STALLS, Of.STALLS_BEYOND_PATIENCE, Of.NO_PORT, Of.SESSION_TABLE_FULL, Of.HOST_LIMITS},
        {Of.SESSIONS, Of.SESSIONS_TIMED_OUT, Of.TIME_JUMPS, Of.RESTARTS, Of.SNAPSHOTS, Of.RESTS}
    };

    private Report() {}

    /** The lines. */
    static List<String> lines(Tally tally) {
        List<String> lines = new ArrayList<>();
        for (Of[] line : LINES) {
            lines.add("simulation: "
                    + List.of(line).stream()
                            .map(of -> "%s %,d".formatted(of.label().replace('_', ' '), tally.get(of)))
                            .collect(Collectors.joining(", ")));
        }
        for (String many : List.of("lives_by_workers", "stories_by_rss", "dropped_by_reason")) {
            lines.add("simulation: " + many.replace('_', ' ') + ": "
                    + list(tally.numbers().get(many)));
        }
        return lines;
    }

    private static String list(@Nullable Object map) {
        return map instanceof Map<?, ?> numbers
                ? numbers.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining(", "))
                : "";
    }
}
