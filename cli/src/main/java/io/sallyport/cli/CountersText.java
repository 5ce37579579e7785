package io.sallyport.cli;

import io.sallyport.api.Counters;
import io.sallyport.api.WorkerCounters;
import java.util.ArrayList;
import java.util.List;

/** {@code show counters}. */
final class CountersText {
    private CountersText() {}

    static String of(Counters counters) {
        Table table = new Table()
                .words("COUNTER")
                .numbers("TOTAL")
                .workers(counters.workers().size());
        counters.total().forEach((name, total) -> {
            List<Object> cells = new ArrayList<>(List.of(name, total));
            for (WorkerCounters worker : counters.workers()) {
                cells.add(worker.counters().getOrDefault(name, 0L));
            }
            table.row(cells);
        });
        return table.toString();
    }
}
