package io.sallyport.lab.load;

import io.sallyport.lab.report.Finding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import tools.jackson.databind.JsonNode;

/** That each flow has one session, on the worker that owns its slot, which translates it both ways (checklist C8.1 to C8.4). */
public final class OwnershipChecks {
    private static final int PORTS_PER_SLOT_BITS = 10;

    private final Reading reading;
    private final List<JsonNode> sessions;

    OwnershipChecks(Reading reading, List<JsonNode> sessions) {
        this.reading = reading;
        this.sessions = sessions;
    }

    /** What a gateway shows that has had no session end since its start; {@code api} is asked for what follows {@code /v1/} in a path. */
    public static List<Finding> of(Function<String, JsonNode> api) {
        return new OwnershipChecks(Reading.of(api), Reading.sessions(api)).findings();
    }

    List<Finding> findings() {
        return List.of(everyWorkerOwnsSome(), oneSessionForAFlow(), oneWorkerForASlot(), bothWaysOnOneWorker());
    }

    private Finding everyWorkerOwnsSome() {
        boolean held = reading.each(worker -> owned(worker)).allMatch(count -> count > 0);
        return new Finding("sessions on every worker", held, eachWorker(this::owned));
    }

    private Finding oneSessionForAFlow() {
        Set<String> inside = new HashSet<>();
        Set<String> outside = new HashSet<>();
        for (JsonNode session : sessions) {
            inside.add(tuple(session, "inside"));
            outside.add(tuple(session, "nat"));
        }
        long created = reading.total("sessions_created");
        boolean held = inside.size() == sessions.size()
                && outside.size() == sessions.size()
                && created - reading.total("sessions_deleted") == sessions.size();
        String figure = "%,d created, %,d listed, %,d flows by inside tuple, %,d by NAT tuple"
                .formatted(created, sessions.size(), inside.size(), outside.size());
        return new Finding("no flow has two sessions", held, figure);
    }

    private Finding oneWorkerForASlot() {
        Map<Long, Long> owners = new HashMap<>();
        int strays = 0;
        for (JsonNode session : sessions) {
            long slot = session.path("slot").asLong();
            Long owner = owners.putIfAbsent(slot, session.path("worker").asLong());
            boolean stray = owner != null && owner != session.path("worker").asLong();
            strays += stray || session.path("nat_port").asLong() >> PORTS_PER_SLOT_BITS != slot ? 1 : 0;
        }
        String figure = "%d slots used, %d sessions elsewhere".formatted(owners.size(), strays);
        return new Finding("a session is where its NAT port's slot belongs", strays == 0 && !owners.isEmpty(), figure);
    }

    /** Sessions count their own packets; none has ended, so that the sum over a worker's sessions is all it may have translated. */
    private Finding bothWaysOnOneWorker() {
        boolean held = reading.total("sessions_deleted") == 0
                && reading.each(worker -> packets(worker, "packets_out") - reading.counter(worker, "snat_packets"))
                        .allMatch(difference -> difference == 0)
                && reading.each(worker -> packets(worker, "packets_in") - reading.counter(worker, "dnat_packets"))
                        .allMatch(difference -> difference == 0);
        String figure = "SNAT %s, DNAT %s; the sessions' own counts: %s, %s"
                .formatted(
                        eachWorker(worker -> reading.counter(worker, "snat_packets")),
                        eachWorker(worker -> reading.counter(worker, "dnat_packets")),
                        eachWorker(worker -> packets(worker, "packets_out")),
                        eachWorker(worker -> packets(worker, "packets_in")));
        return new Finding("both ways of a flow translated by its owner", held, figure);
    }

    private long owned(int worker) {
        return sessions.stream()
                .filter(session -> session.path("worker").asInt() == worker)
                .count();
    }

    private long packets(int worker, String field) {
        return sessions.stream()
                .filter(session -> session.path("worker").asInt() == worker)
                .mapToLong(session -> session.path(field).asLong())
                .sum();
    }

    private String eachWorker(IntToLongFunction number) {
        StringJoiner joiner = new StringJoiner(" ");
        reading.each(number).forEach(value -> joiner.add("%,d".formatted(value)));
        return joiner.toString();
    }

    private static String tuple(JsonNode session, String side) {
        return "%s %s:%s %s:%s"
                .formatted(
                        session.path("protocol").asString(),
                        session.path(side + "_address").asString(),
                        session.path(side + "_port").asString(),
                        session.path("remote_address").asString(),
                        session.path("remote_port").asString());
    }
}
