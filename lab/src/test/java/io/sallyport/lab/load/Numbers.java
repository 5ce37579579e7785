package io.sallyport.lab.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Answers of a gateway with four workers after ten packets each way, which all came to worker 0 from inside and to worker 3
 * from outside.
 */
final class Numbers {
    private static final int WORKERS = 4;
    /** By worker: packets of its one session each way. */
    private static final int[] OWN = {2, 3, 3, 2};

    private static final int ALL = 10;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, String> answers = new HashMap<>();

    Numbers() {
        answers.put("workers", "{\"workers\": [%s]}".formatted(each(Numbers::worker)));
        answers.put(
                "interfaces",
                "{\"interfaces\": [{\"workers\": [%s]}, {\"workers\": [%s]}]}"
                        .formatted(each(worker -> queue(worker, 0)), each(worker -> queue(worker, 3))));
        answers.put(
                "handoff",
                "{\"pairs\": [%s]}"
                        .formatted(each(from -> IntStream.range(0, WORKERS)
                                .filter(to -> to != from)
                                .mapToObj(to -> pair(from, to))
                                .collect(Collectors.joining(", ")))));
        answers.put("counters", """
                {"total": {"rx_packets": 20, "tx_packets": 20, "snat_packets": 10, "dnat_packets": 10,
                 "sessions_created": 4, "sessions_deleted": 0, "sessions_active": 4, "session_miss": 4,
                 "handoff_enqueue": 16, "handoff_dequeue": 16, "icmp_errors_translated": 0}}""");
        answers.put(
                "sessions?limit=10000",
                "{\"sessions\": [%s], \"next_cursor\": null}".formatted(each(Numbers::session)));
    }

    /** Replaces text of an answer, where it first stands. */
    Numbers with(String answer, String found, String changed) {
        String before = Objects.requireNonNull(answers.get(answer), answer);
        int at = before.indexOf(found);
        if (at < 0) {
            throw new IllegalArgumentException("no %s in %s".formatted(found, before));
        }
        answers.put(answer, before.substring(0, at) + changed + before.substring(at + found.length()));
        return this;
    }

    /** The same gateway before the first packet. */
    static Numbers atStart() {
        Numbers numbers = new Numbers();
        numbers.answers.replaceAll(
                (what, answer) -> answer.replaceAll("(\"(?!id\"|from\"|to\"|worker\")[a-z_]+\": )\\d+", "$10"));
        return numbers;
    }

    JsonNode answer(String what) {
        return mapper.readTree(Objects.requireNonNull(answers.get(what), what));
    }

    private static String each(IntFunction<String> text) {
        return IntStream.range(0, WORKERS).mapToObj(text).collect(Collectors.joining(", "));
    }

    private static String worker(int id) {
        boolean receives = id == 0 || id == 3;
        int enqueued = receives ? ALL - OWN[id] : 0;
        int dequeued = receives ? OWN[id] : 2 * OWN[id];
        return """
                {"id": %d, "counters": {"rx_packets": %d, "tx_packets": %d, "snat_packets": %4$d, "dnat_packets": %4$d,
                 "sessions_created": 1, "sessions_deleted": 0, "sessions_active": 1, "session_miss": 1,
                 "xworker_miss": 1, "xworker_hit": %5$d, "handoff_dequeue": %6$d, "handoff_enqueue": %7$d,
                 "icmp_errors_translated": 0},
                 "drops": {"handoff_ring_full_new": 0, "handoff_ring_full_established": 0, "tx_queue_full": 0, "no_mbuf": 0, "no_port": 0}}""".formatted(id, receives ? ALL : 0, 2 * OWN[id], OWN[id], dequeued - 1, dequeued, enqueued);
    }

    private static String queue(int worker, int only) {
        return "{\"worker\": %d, \"rx_packets\": %d, \"tx_packets\": %d}"
                .formatted(worker, worker == only ? ALL : 0, OWN[worker]);
    }

    private static String pair(int from, int to) {
        int packets = from == 0 || from == 3 ? OWN[to] : 0;
        return "{\"from\": %d, \"to\": %d, \"enqueued\": %d, \"dequeued\": %3$d}".formatted(from, to, packets);
    }

    private static String session(int worker) {
        int slot = 1 + 20 * worker;
        return """
                {"worker": %1$d, "slot": %2$d, "protocol": "udp", "inside_address": "10.0.0.2", "inside_port": %3$d,
                 "nat_address": "203.0.113.10", "nat_port": %3$d, "remote_address": "192.0.2.10", "remote_port": 7,
                 "packets_out": %4$d, "packets_in": %4$d}""".formatted(worker, slot, slot << 10, OWN[worker]);
    }
}
