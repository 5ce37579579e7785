package io.sallyport.gate.story;

import io.sallyport.lab.LabException;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.traffic.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A UDP flow from a known inside tuple, opened by a DNS query, and its session. */
public final class OneFlow {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private OneFlow() {}

    /** Opens it; the query has to be answered. */
    static void open(String host, int port, String server) {
        Commands.Outcome outcome = Namespace.CLIENT.attempt(
                LIMIT,
                "dig",
                "+short",
                "+tries=1",
                "+time=5",
                "-b",
                "%s#%d".formatted(host, port),
                "@" + server,
                "gate.example",
                "A");
        if (!outcome.output().strip().equals(Services.DNS_ANSWER)) {
            throw LabException.failed("dig -b %s#%d @%s says: %s"
                    .formatted(host, port, server, outcome.output().strip()));
        }
    }

    /** All sessions of an inside tuple. */
    public static List<JsonNode> sessions(GatewayApi api, String host, int port) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode session : api.get("sessions?limit=10000&inside=" + host).path("sessions")) {
            if (session.path("inside_port").asInt() == port) {
                found.add(session);
            }
        }
        return found;
    }

    /** Opens a flow and returns its session. */
    static JsonNode session(GatewayApi api, String host, int port, String server) {
        open(host, port, server);
        List<JsonNode> sessions = sessions(api, host, port);
        if (sessions.size() != 1) {
            throw LabException.failed("%s:%d has %d sessions after one query".formatted(host, port, sessions.size()));
        }
        return sessions.getFirst();
    }
}
