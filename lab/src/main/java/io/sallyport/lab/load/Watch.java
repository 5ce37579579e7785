package io.sallyport.lab.load;

import io.sallyport.lab.LabException;
import io.sallyport.lab.report.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Asks the gateway for its numbers again and again while packets flow, in a thread of its own: what it answers then has to
 * add up as well (checklist C10.9, C10.10).
 */
public final class Watch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;
    private static final int FEW = 3;

    private final Function<String, JsonNode> api;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private final List<String> unbalanced = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Long> last = new HashMap<>();
    private int ledgers;
    private int unsettled;
    private int counters;
    private long mostInFlight;

    Watch(Function<String, JsonNode> api) {
        this.api = api;
        this.thread = Thread.ofPlatform().daemon().name("watch").unstarted(this::run);
    }

    /** Asks {@code api} for what follows {@code /v1/} in a path. */
    public static Watch start(Function<String, JsonNode> api) {
        Watch watch = new Watch(api);
        watch.thread.start();
        return watch;
    }

    /** Ends it; what was found. */
    public List<Finding> findings() {
        close();
        return List.of(
                new Finding(
                        "under load every ledger balances",
                        ledgers > 0 && unbalanced.isEmpty(),
                        "%,d answers, up to %,d packets in flight%s%s"
                                .formatted(
                                        ledgers,
                                        mostInFlight,
                                        unsettled == 0
                                                ? ""
                                                : ", %,d more while a worker was starved".formatted(unsettled),
                                        first(unbalanced))),
                new Finding(
                        "under load every total is the sum of the workers",
                        counters > 0 && wrong.isEmpty(),
                        "%,d answers, no counter ever less than before%s".formatted(counters, first(wrong))));
    }

    private static String first(List<String> complaints) {
        return complaints.isEmpty()
                ? ""
                : "; " + String.join("; ", complaints.subList(0, Math.min(FEW, complaints.size())));
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                ledger(api.apply("ledger"));
                counters(api.apply("counters"));
            }
        } catch (LabException e) {
            wrong.add(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An answer without a worker that did not get the CPU in time says so, and is not judged. */
    void ledger(JsonNode ledger) {
        if (!ledger.path("stalled").isEmpty()) {
            unsettled++;
            return;
        }
        ledgers++;
        mostInFlight = Math.max(mostInFlight, ledger.path("in_flight").asLong());
        List<JsonNode> rows = new ArrayList<>(List.of(ledger));
        ledger.path("workers").forEach(rows::add);
        for (JsonNode row : rows) {
            if (row.path("difference").asLong(-1) != 0) {
                unbalanced.add("a ledger's difference is not 0: " + row);
            }
        }
    }

    void counters(JsonNode answer) {
        counters++;
        Map<String, Long> sums = new HashMap<>();
        for (JsonNode worker : answer.path("workers")) {
            worker.path("counters").properties().forEach(counter -> {
                sums.merge(counter.getKey(), counter.getValue().asLong(), Long::sum);
                neverLess(
                        worker.path("worker").asString(),
                        counter.getKey(),
                        counter.getValue().asLong());
            });
            sessions(worker.path("counters"));
        }
        answer.path("total").properties().forEach(total -> {
            if (!Long.valueOf(total.getValue().asLong()).equals(sums.get(total.getKey()))) {
                wrong.add("total %s is %s, the workers have %s"
                        .formatted(total.getKey(), total.getValue(), sums.get(total.getKey())));
            }
        });
    }

    private void sessions(JsonNode counters) {
        long active = counters.path("sessions_created").asLong()
                - counters.path("sessions_deleted").asLong();
        if (counters.path("sessions_active").asLong(-1) != active) {
            wrong.add("sessions_active is not what was created less what was deleted: " + counters);
        }
    }

    private void neverLess(String worker, String counter, long value) {
        Long before = last.put(worker + " " + counter, value);
        if (before != null && before > value && !counter.equals("sessions_active")) {
            wrong.add("%s of worker %s went from %d to %d".formatted(counter, worker, before, value));
        }
    }
}
