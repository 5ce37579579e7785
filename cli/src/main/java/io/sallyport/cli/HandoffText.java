package io.sallyport.cli;

import io.sallyport.api.Handoff;
import io.sallyport.api.HandoffPair;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code show handoff}: a row per ordered pair of workers, a column per reason for a drop. */
final class HandoffText {
    private HandoffText() {}

    static String of(Handoff handoff, boolean all) {
        Set<String> reasons = new LinkedHashSet<>();
        handoff.pairs().forEach(pair -> reasons.addAll(pair.dropped().keySet()));
        Table table = new Table().numbers("FROM", "TO", "ENQUEUED", "DEQUEUED", "DEPTH");
        table.numbers(reasons.toArray(String[]::new));
        long idle = 0;
        for (HandoffPair pair : handoff.pairs()) {
            if (!all && isIdle(pair)) {
                idle++;
            } else {
                table.row(cells(pair, reasons));
            }
        }
        String hidden = idle == 0 ? "" : "; pairs without a packet: " + idle + " (--all shows them)";
        return (table.isEmpty() ? "" : table) + closing(handoff) + hidden + "\n";
    }

    private static List<Object> cells(HandoffPair pair, Set<String> reasons) {
        List<Object> cells =
                new ArrayList<>(List.of(pair.from(), pair.to(), pair.enqueued(), pair.dequeued(), pair.depth()));
        reasons.forEach(reason -> cells.add(pair.dropped().getOrDefault(reason, 0L)));
        return cells;
    }

    private static boolean isIdle(HandoffPair pair) {
        return pair.enqueued() == 0 && pair.dequeued() == 0 && pair.depth() == 0 && dropped(pair) == 0;
    }

    private static long dropped(HandoffPair pair) {
        return pair.dropped().values().stream().mapToLong(Long::longValue).sum();
    }

    private static String closing(Handoff handoff) {
        long enqueued =
                handoff.pairs().stream().mapToLong(HandoffPair::enqueued).sum();
        long dropped = handoff.pairs().stream().mapToLong(HandoffText::dropped).sum();
        return "handed off: " + Table.number(enqueued) + ", dropped: " + Table.number(dropped);
    }
}
