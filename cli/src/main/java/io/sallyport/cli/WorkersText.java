package io.sallyport.cli;

import io.sallyport.api.WorkerInfo;
import io.sallyport.api.Workers;
import java.util.List;

/** {@code show workers}. */
final class WorkersText {
    private static final int PERCENT = 100;

    private WorkersText() {}

    static String of(Workers workers) {
        Table table = new Table()
                .numbers("WORKER", "CPU")
                .words("STATE")
                .numbers("BUSY", "RX PACKETS", "TX PACKETS", "SESSIONS", "HANDED OFF", "DROPPED");
        for (WorkerInfo worker : workers.workers()) {
            table.row(
                    worker.id(),
                    worker.cpu() < 0 ? "-" : String.valueOf(worker.cpu()),
                    worker.state(),
                    busy(worker),
                    counter(worker, "rx_packets"),
                    counter(worker, "tx_packets"),
                    counter(worker, "sessions_active"),
                    counter(worker, "handoff_enqueue"),
                    worker.drops().values().stream().mapToLong(Long::longValue).sum());
        }
        return table + closing(workers.workers());
    }

    private static String busy(WorkerInfo worker) {
        Double busy = worker.busy();
        return busy == null ? "-" : Math.round(busy * PERCENT) + "%";
    }

    private static long counter(WorkerInfo worker, String name) {
        return worker.counters().getOrDefault(name, 0L);
    }

    private static String closing(List<WorkerInfo> workers) {
        List<String> stalled = workers.stream()
                .filter(worker -> worker.state().equals(WorkerInfo.STALLED))
                .map(worker -> String.valueOf(worker.id()))
                .toList();
        return stalled.isEmpty()
                ? workers.size() + " workers, none stalled\n"
                : "STALLED: worker " + String.join(", ", stalled) + "\n";
    }
}
