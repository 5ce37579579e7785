package io.sallyport.cli;

import io.sallyport.api.GapTimes;
import io.sallyport.api.Rates;
import io.sallyport.api.WorkerInfo;
import io.sallyport.api.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** {@code show workers}. */
final class WorkersText {
    private static final int PERCENT = 100;
    private static final int SMALL = 10;
    private static final List<Integer> WINDOWS = List.of(1, 10, 60);

    private WorkersText() {}

    static String of(Workers workers) {
        Table table = new Table()
                .numbers("WORKER", "CPU")
                .words("STATE")
                .numbers("BUSY", "RX PACKETS", "TX PACKETS", "SESSIONS", "HANDED OFF", "OF RX", "DROPPED");
        for (WorkerInfo worker : workers.workers()) {
            table.row(
                    worker.id(),
                    worker.cpu() < 0 ? "-" : String.valueOf(worker.cpu()),
                    worker.state(),
                    Table.percent(worker.busy()),
                    counter(worker, "rx_packets"),
                    counter(worker, "tx_packets"),
                    counter(worker, "sessions_active"),
                    counter(worker, "handoff_enqueue"),
                    Table.percent(worker.handoffShare()),
                    worker.drops().values().stream().mapToLong(Long::longValue).sum());
        }
        return table + "\n" + rates(workers) + "\n" + gaps(workers) + closing(workers.workers());
    }

    /** A row per worker, three columns per rate: over the last second, ten seconds and minute, as load averages go. */
    private static Table rates(Workers workers) {
        Table table = new Table().numbers("PER SECOND");
        for (String rate : List.of("RX", "TX", "NEW SESSIONS", "DROPPED")) {
            WINDOWS.forEach(seconds -> table.numbers(rate + " " + seconds + "s"));
        }
        workers.workers().forEach(worker -> table.row(rates("W" + worker.id(), worker.rates())));
        table.row(rates("all", workers.rates()));
        return table;
    }

    private static List<Object> rates(String name, List<Rates> known) {
        List<Object> cells = new ArrayList<>(List.of(name));
        for (ToDoubleFunction<Rates> rate : List.<ToDoubleFunction<Rates>>of(
                Rates::rxPackets, Rates::txPackets, Rates::sessionsCreated, Rates::dropped)) {
            for (int seconds : WINDOWS) {
                cells.add(known.stream()
                        .filter(it -> it.seconds() == seconds)
                        .findFirst()
                        .map(it -> number(rate.applyAsDouble(it)))
                        .orElse("-"));
            }
        }
        return cells;
    }

    /** A row per worker and time: what part of turns began how long after the one before. */
    private static Table gaps(Workers workers) {
        Table table = new Table()
                .numbers("MICROSECONDS FROM TURN TO TURN")
                .words("SINCE")
                .numbers("TURNS", "50%", "99%", "99.99%", "LONGEST");
        for (WorkerInfo worker : workers.workers()) {
            gaps(table, "W" + worker.id(), "start", worker.turnGaps().sinceStart());
            GapTimes minute = worker.turnGaps().lastMinute();
            if (minute != null) {
                gaps(table, "", "1 min ago", minute);
            }
        }
        return table;
    }

    private static void gaps(Table table, String name, String since, GapTimes gaps) {
        table.row(
                name,
                since,
                gaps.gaps(),
                Durations.micros(gaps.p50Micros()),
                Durations.micros(gaps.p99Micros()),
                Durations.micros(gaps.p9999Micros()),
                Durations.micros(gaps.longestMicros()));
    }

    /** Whole numbers, but small ones to a hundredth: a drop in a minute must not read as none. */
    private static String number(double rate) {
        if (rate >= SMALL || rate == Math.rint(rate)) {
            return Table.number(Math.round(rate));
        }
        long hundredths = Math.max(1, Math.round(rate * PERCENT));
        return hundredths / PERCENT + "." + hundredths % PERCENT / 10 + hundredths % 10;
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
