package io.sallyport.lab.demo;

import io.sallyport.lab.net.Commands;
import io.sallyport.lab.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What the gateway says about itself after the traffic, checked (checklist C8, C9, C10). */
public final class GatewayNumbers {
    private static final int QUIET_ATTEMPTS = 40;
    private static final long LOOK_AGAIN_MILLIS = 250;

    private final Function<String, JsonNode> api;

    /** Asks {@code api} for what follows {@code /v1/} in a path. */
    public GatewayNumbers(Function<String, JsonNode> api) {
        this.api = api;
    }

    /** That drops have reasons and the ledger balances, once no packet is under way. */
    public List<Finding> afterQuiet() {
        JsonNode ledger = awaitQuiet();
        List<Finding> findings = new ArrayList<>(drops(ledger));
        findings.add(ledger(ledger));
        return findings;
    }

    /** The same, and that all workers had a part in it. */
    public List<Finding> afterManyFlows() {
        JsonNode ledger = awaitQuiet();
        List<JsonNode> workers = list(api.apply("workers").path("workers"));
        List<Finding> findings = new ArrayList<>();
        findings.add(packetsOnEveryQueue(list(api.apply("interfaces").path("interfaces"))));
        findings.add(everyWorkerCreatedSessions(workers));
        findings.add(bothDirectionsOnEachOwner(workers));
        findings.addAll(handoff(workers.size()));
        findings.addAll(drops(ledger));
        findings.add(ledger(ledger));
        return findings;
    }

    /** A worker has one queue of each interface. */
    private static Finding packetsOnEveryQueue(List<JsonNode> interfaces) {
        StringJoiner figure = new StringJoiner(", ");
        boolean held = !interfaces.isEmpty();
        for (JsonNode one : interfaces) {
            List<JsonNode> queues = list(one.path("workers"));
            StringJoiner received = new StringJoiner(" ", one.path("role").asString("?") + " ", "");
            queues.forEach(queue ->
                    received.add("%,d".formatted(queue.path("rx_packets").asLong())));
            figure.add(received.toString());
            held &= !queues.isEmpty()
                    && queues.stream()
                            .allMatch(queue -> queue.path("rx_packets").asLong() > 0);
        }
        return new Finding("every queue of every interface brought packets", held, figure.toString());
    }

    private static Finding everyWorkerCreatedSessions(List<JsonNode> workers) {
        boolean held =
                !workers.isEmpty() && workers.stream().allMatch(worker -> counter(worker, "sessions_created") > 0);
        return new Finding("every worker created sessions", held, perWorker(workers, "sessions_created"));
    }

    private static Finding bothDirectionsOnEachOwner(List<JsonNode> workers) {
        boolean held = workers.stream()
                .filter(worker -> counter(worker, "sessions_created") > 0)
                .allMatch(worker -> counter(worker, "snat_packets") > 0 && counter(worker, "dnat_packets") > 0);
        String figure =
                "SNAT %s, DNAT %s".formatted(perWorker(workers, "snat_packets"), perWorker(workers, "dnat_packets"));
        return new Finding("both directions translated by every owner", held, figure);
    }

    private List<Finding> handoff(int workers) {
        if (workers < 2) {
            return List.of();
        }
        List<JsonNode> pairs = list(api.apply("handoff").path("pairs"));
        long enqueued =
                pairs.stream().mapToLong(pair -> pair.path("enqueued").asLong()).sum();
        long dequeued =
                pairs.stream().mapToLong(pair -> pair.path("dequeued").asLong()).sum();
        long used = pairs.stream()
                .filter(pair -> pair.path("enqueued").asLong() > 0)
                .count();
        String figure = "%,d packets over %d of %d pairs, %,d taken".formatted(enqueued, used, pairs.size(), dequeued);
        return List.of(
                new Finding("packets were handed to their owners", enqueued > 0 && enqueued == dequeued, figure));
    }

    private List<Finding> drops(JsonNode ledger) {
        JsonNode drops = api.apply("drops");
        TreeMap<String, Long> byReason = new TreeMap<>();
        for (JsonNode reason : list(drops.path("reasons"))) {
            if (reason.path("total").asLong() > 0) {
                byReason.put(
                        reason.path("label").asString(), reason.path("total").asLong());
            }
        }
        long named = byReason.values().stream().mapToLong(Long::longValue).sum();
        boolean held = named == ledger.path("dropped").asLong() && !byReason.containsKey("");
        long established = byReason.getOrDefault("handoff_ring_full_established", 0L);
        return List.of(
                new Finding(
                        "every drop has a reason",
                        held,
                        byReason.isEmpty() ? "no packet was dropped" : byReason.toString()),
                new Finding(
                        "no packet of an established flow lost in handoff",
                        established == 0,
                        "%,d".formatted(established)));
    }

    private static Finding ledger(JsonNode ledger) {
        long difference = ledger.path("difference").asLong(-1);
        String figure =
                "%,d received + %,d generated = %,d sent + %,d consumed + %,d dropped + %,d in flight; difference %,d"
                        .formatted(
                                ledger.path("received").asLong(),
                                ledger.path("generated").asLong(),
                                ledger.path("transmitted").asLong(),
                                ledger.path("consumed").asLong(),
                                ledger.path("dropped").asLong(),
                                ledger.path("in_flight").asLong(),
                                difference);
        boolean some = ledger.path("received").asLong() > 0;
        return new Finding(
                "the ledger balances",
                difference == 0 && some,
                some ? figure : figure + ": without a packet that shows nothing");
    }

    /**
     * Waits until no packet is under way; returns the ledger then. Counters of different workers are read one after the
     * other: held against what others have counted, a sum means something only when nothing moves.
     */
    public JsonNode awaitQuiet() {
        JsonNode ledger = api.apply("ledger");
        for (int i = 0; i < QUIET_ATTEMPTS; i++) {
            pause();
            JsonNode next = api.apply("ledger");
            if (next.equals(ledger) && next.path("in_flight").asLong() == 0) {
                return next;
            }
            ledger = next;
        }
        return ledger;
    }

    private static String perWorker(List<JsonNode> workers, String counter) {
        StringJoiner joiner = new StringJoiner(" ");
        workers.forEach(worker -> joiner.add("%,d".formatted(counter(worker, counter))));
        return joiner.toString();
    }

    private static long counter(JsonNode worker, String name) {
        return worker.path("counters").path(name).asLong(0);
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).collect(Collectors.toList());
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }
}
