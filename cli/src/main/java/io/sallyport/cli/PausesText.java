package io.sallyport.cli;

import io.sallyport.api.Pause;
import io.sallyport.api.PauseCause;
import io.sallyport.api.Pauses;

/** {@code show pauses}. */
final class PausesText {
    private static final double PER_MILLION = 1e6;
    private static final int SHOWN = 20;

    private PausesText() {}

    static String of(Pauses pauses) {
        if (!pauses.watched()) {
            return "not watched: the gateway was not started by ./sallyport, so its JVM writes no log of its pauses\n";
        }
        return (pauses.causes().isEmpty() ? "" : causes(pauses) + "\n" + last(pauses)) + closing(pauses);
    }

    private static Table causes(Pauses pauses) {
        Table table = new Table().words("CAUSE").numbers("PAUSES", "MICROSECONDS", "LONGEST");
        for (PauseCause one : pauses.causes()) {
            table.row(
                    one.cause(),
                    one.pauses(),
                    Durations.micros(one.totalMicros()),
                    Durations.micros(one.longestMicros()));
        }
        return table;
    }

    private static Table last(Pauses pauses) {
        Table table = new Table().numbers("AGO").words("CAUSE").numbers("TO REACH", "MICROSECONDS");
        pauses.last().stream().limit(SHOWN).forEach(one -> row(table, one));
        return table;
    }

    private static void row(Table table, Pause one) {
        table.row(
                Durations.text(Math.round(one.secondsAgo())),
                one.cause(),
                Durations.micros(one.reachMicros()),
                Durations.micros(one.totalMicros()));
    }

    private static String closing(Pauses pauses) {
        return Table.number(pauses.pauses()) + " pauses, " + Durations.micros(pauses.totalMicros())
                + " microseconds in all, the longest " + Durations.micros(pauses.longestMicros()) + "; "
                + Durations.micros(pauses.share() * PER_MILLION) + " microseconds of a second\n";
    }
}
