package io.sallyport.lab.load;

import io.sallyport.lab.net.Link;
import io.sallyport.lab.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Where packets arrived, and that all of them came to their owners (checklist C3.8, C3.10, C8.5, C8.6, C13.3). */
final class HandoffChecks {
    private static final List<String> BUSY =
            List.of("handoff_ring_full_new", "handoff_ring_full_established", "tx_queue_full", "no_mbuf");

    private final Change change;

    HandoffChecks(Change change) {
        this.change = change;
    }

    /** All rows, where {@code inside} is the only worker that receives from inside and {@code outside} from outside. */
    List<Finding> findings(int inside, int outside) {
        return List.of(
                receivedBy(Link.INSIDE, inside),
                receivedBy(Link.OUTSIDE, outside),
                matrix(inside, outside),
                hitsAndMisses(inside, outside),
                noneLostForBeingBusy());
    }

    private Finding receivedBy(Link link, int only) {
        IntToLongFunction received = worker -> change.of(reading -> reading.received(link, worker));
        boolean held = IntStream.range(0, change.workers())
                .allMatch(worker -> received.applyAsLong(worker) > 0 == (worker == only));
        String what =
                "all packets from %s arrive at worker %d".formatted(link == Link.INSIDE ? "inside" : "outside", only);
        return new Finding(what, held, "received " + each(received));
    }

    private Finding matrix(int inside, int outside) {
        boolean held = true;
        List<String> used = new ArrayList<>();
        for (int from = 0; from < change.workers(); from++) {
            for (int to = 0; to < change.workers(); to++) {
                if (from != to) {
                    long enqueued = pair(from, to, "enqueued");
                    boolean receives = from == inside || from == outside;
                    held &= enqueued == pair(from, to, "dequeued") && enqueued > 0 == receives;
                    used.add("%d→%d %,d".formatted(from, to, enqueued));
                }
            }
        }
        return new Finding("both hand over to all others, and all is taken", held, String.join(", ", used));
    }

    /** A worker that receives nothing itself: each packet of its flows crosses once, and every new flow is a miss. */
    private Finding hitsAndMisses(int inside, int outside) {
        List<String> figures = new ArrayList<>();
        boolean held = true;
        for (int worker = 0; worker < change.workers(); worker++) {
            if (worker != inside && worker != outside) {
                long taken = change.counter(worker, "handoff_dequeue");
                long hits = change.counter(worker, "xworker_hit");
                long misses = change.counter(worker, "xworker_miss");
                held &= taken == hits + misses && misses == change.counter(worker, "session_miss") && hits > misses;
                figures.add("worker %d: %,d taken = %,d hits + %,d misses, %,d sessions created"
                        .formatted(worker, taken, hits, misses, change.counter(worker, "sessions_created")));
            }
        }
        return new Finding(
                "every packet handed over is a hit or the first of a flow", held, String.join("; ", figures));
    }

    private Finding noneLostForBeingBusy() {
        StringJoiner figures = new StringJoiner(", ");
        boolean held = true;
        for (String reason : BUSY) {
            long dropped = IntStream.range(0, change.workers())
                    .mapToLong(worker -> change.of(reading -> reading.dropped(worker, reason)))
                    .sum();
            held &= dropped == 0;
            figures.add("%s %,d".formatted(reason, dropped));
        }
        return new Finding("nothing dropped for being busy", held, figures.toString());
    }

    private long pair(int from, int to, String field) {
        return change.of(reading -> reading.handedOff(from, to, field));
    }

    private String each(IntToLongFunction number) {
        StringJoiner joiner = new StringJoiner(" ");
        IntStream.range(0, change.workers()).mapToLong(number).forEach(value -> joiner.add("%,d".formatted(value)));
        return joiner.toString();
    }
}
