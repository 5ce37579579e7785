package io.sallyport.gate.story;

import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.load.Steering;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/**
 * Every session is where its NAT port and its inside tuple say, and nobody but its owner has looked for it
 * (checklist sections 3, 4 and 8). All packets arrive at two workers meanwhile, whoever owns their flows, and no
 * session has ended yet.
 */
public final class Owners implements Story {
    private static final String HOST = "10.0.0.20";
    private static final int PORT = 40_001;
    private static final int FIRST = 0;
    private static final int LAST = 3;
    private static final List<String> FIELDS = List.of(
            "worker",
            "inside_address",
            "inside_port",
            "nat_address",
            "nat_port",
            "remote_address",
            "remote_port",
            "protocol",
            "idle_seconds");

    @Override
    public void tell(Stand stand, Trials trials) {
        Steering.all(Link.INSIDE, FIRST);
        Steering.all(Link.OUTSIDE, LAST);
        GatewayApi api = stand.api();
        trials.attempt("one inside tuple", () -> oneOwner(api));
        trials.attempt("look-ups", () -> lookUps(api));
        trials.attempt("NAT ports of sessions", () -> inRange(api));
    }

    /** The remote endpoint has no part in the choice of the owner. */
    private static Finding oneOwner(GatewayApi api) {
        for (String server : Topology.internet()) {
            OneFlow.open(HOST, PORT, server);
        }
        List<JsonNode> sessions = OneFlow.sessions(api, HOST, PORT);
        Set<String> owners = new HashSet<>();
        for (JsonNode session : sessions) {
            owners.add("slot %d, worker %d"
                    .formatted(
                            session.path("slot").asInt(), session.path("worker").asInt()));
        }
        boolean held = sessions.size() == Topology.internet().size() && owners.size() == 1;
        String figure = "%s:%d to %d servers: %d sessions, %s"
                .formatted(HOST, PORT, Topology.internet().size(), sessions.size(), String.join("; ", owners));
        return new Finding("one inside tuple, four remote endpoints: one owner", held, figure);
    }

    /** That look-ups without a session led to one, since the start. */
    public static Finding lookUps(GatewayApi api) {
        Tally tally = Tally.of(api);
        StringJoiner figures = new StringJoiner(", ");
        boolean held = tally.dropped("no_session") == 0 && tally.dropped("ed_filter") == 0;
        for (int worker = 0; worker < tally.workers(); worker++) {
            long missed = tally.of(worker, "session_miss");
            long created = tally.of(worker, "sessions_created");
            held &= missed == created;
            figures.add("worker %d: %,d misses, %,d sessions created".formatted(worker, missed, created));
        }
        return new Finding("only owners look sessions up", held, figures.toString());
    }

    /** That sessions are where their NAT ports say. */
    public static Finding inRange(GatewayApi api) {
        List<JsonNode> ranges = new ArrayList<>();
        api.get("pools").path("addresses").path(0).path("workers").forEach(ranges::add);
        int strays = 0;
        int incomplete = 0;
        int all = 0;
        for (JsonNode session : api.get("sessions?limit=10000").path("sessions")) {
            all++;
            incomplete += FIELDS.stream().allMatch(session::has) ? 0 : 1;
            JsonNode range = ranges.get(session.path("worker").asInt());
            int port = session.path("nat_port").asInt();
            boolean within = port >= range.path("first_port").asInt()
                    && port <= range.path("last_port").asInt();
            strays += within ? 0 : 1;
        }
        String figure = "%,d sessions, %,d with a NAT port of another worker, %,d without one of: %s"
                .formatted(all, strays, incomplete, String.join(" ", FIELDS));
        return new Finding(
                "every session has all it should, and a NAT port of its owner",
                all > 0 && strays + incomplete == 0,
                figure);
    }
}
