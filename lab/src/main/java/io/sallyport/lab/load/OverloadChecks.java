package io.sallyport.lab.load;

import io.sallyport.lab.net.Link;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.traffic.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What the gateway did with more than it could take. */
final class OverloadChecks {
    /** Offered to the gateway for each packet that it took, at least, for the row to say that it was too much. */
    private static final double TOO_MUCH = 2;
    /** What may keep a new flow out. All else would be a packet of a flow that was let in. */
    private static final Set<String> REFUSALS =
            Set.of("handoff_ring_full_new", "no_port", "session_table_full", "host_session_limit", "host_port_limit");

    private final Change change;

    OverloadChecks(Change change) {
        this.change = change;
    }

    List<Finding> findings(Outcome flood) {
        return List.of(tooMuch(flood), onlyNewFlowsRefused(), refusalsAccounted());
    }

    private Finding tooMuch(Outcome flood) {
        long offered = change.peer(Link.INSIDE, PeerCounters.Seen::sent);
        long refused = change.peer(Link.INSIDE, PeerCounters.Seen::refused);
        long taken = offered - refused;
        double times = (double) offered / Math.max(1, taken);
        double seconds = flood.get("millis") / 1e3;
        String figure =
                "%,d new flows in %.0f s, %,.0f a second; of %,d packets from inside the gateway took %,d, its queues refused %,d: %.1f times what it took"
                        .formatted(
                                flood.get("sent"),
                                seconds,
                                flood.get("sent") / seconds,
                                offered,
                                taken,
                                refused,
                                times);
        return new Finding("the flood is more than the gateway can take", times >= TOO_MUCH, figure);
    }

    private Finding onlyNewFlowsRefused() {
        Map<String, Long> dropped = drops();
        boolean held = REFUSALS.containsAll(dropped.keySet());
        return new Finding(
                "only new flows are refused, each for a reason",
                held,
                dropped.isEmpty() ? "none was" : dropped.toString());
    }

    /** Every packet from inside that found no session opened one or was refused one. */
    private Finding refusalsAccounted() {
        long misses = change.total("session_miss");
        long created = change.total("sessions_created");
        long refused = drops().entrySet().stream()
                .filter(drop -> !drop.getKey().startsWith("handoff_"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        String figure = "%,d misses = %,d sessions created + %,d refused".formatted(misses, created, refused);
        return new Finding("every new flow got a session or a reason", misses == created + refused, figure);
    }

    private Map<String, Long> drops() {
        Map<String, Long> dropped = new TreeMap<>();
        for (String reason : change.after().gateway().reasons()) {
            long packets = IntStream.range(0, change.workers())
                    .mapToLong(worker -> change.of(reading -> reading.dropped(worker, reason)))
                    .sum();
            if (packets > 0) {
                dropped.put(reason, packets);
            }
        }
        return dropped;
    }
}
