package io.sallyport.gate.hosts;

import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One flow at a time, and its session looked at meanwhile (checklist sections 3, 4, 5 and 7). */
final class Talks implements HostStory {
    @Override
    public void tell(HostStand stand, Trials trials) {
        trials.attempt("a session shows at once", () -> atOnce(stand));
        trials.attempt("one inside tuple", () -> oneOwner(stand));
        trials.attempt("ICMP error", () -> closedPort(stand));
    }

    private static Finding atOnce(HostStand stand) {
        HostStand.Flow flow = stand.open("one", 1, 0).getFirst();
        List<JsonNode> sessions = stand.sessions(flow.port());
        if (!flow.answered() || sessions.size() != 1) {
            return new Finding(
                    "a session shows at once",
                    false,
                    "a question from port %d: %s; %d sessions".formatted(flow.port(), flow.seen(), sessions.size()));
        }
        JsonNode session = sessions.getFirst();
        String translated = "%s:%d"
                .formatted(
                        session.path("nat_address").asString(),
                        session.path("nat_port").asInt());
        boolean held = translated.equals(flow.seen())
                && session.path("packets_out").asLong() == 1
                && session.path("packets_in").asLong() == 1;
        String figure = "%s:%d has NAT tuple %s, the outside host sees %s; worker %d, %d packet out, %d in"
                .formatted(
                        stand.insideAddress(),
                        flow.port(),
                        translated,
                        flow.seen(),
                        session.path("worker").asInt(),
                        session.path("packets_out").asLong(),
                        session.path("packets_in").asLong());
        return new Finding("a session shows at once, and the outside host sees its NAT tuple", held, figure);
    }

    /** The remote endpoint has no part in the choice of the owner. */
    private static Finding oneOwner(HostStand stand) {
        int port = stand.open("owner", 1, 0).getFirst().port();
        stand.askAll("owner");
        List<JsonNode> sessions = stand.sessions(port);
        Set<String> owners = new HashSet<>();
        for (JsonNode session : sessions) {
            owners.add("slot %d, worker %d"
                    .formatted(
                            session.path("slot").asInt(), session.path("worker").asInt()));
        }
        int endpoints = stand.udp().size();
        String figure = "%s:%d to %d remote endpoints: %d sessions, %s"
                .formatted(stand.insideAddress(), port, endpoints, sessions.size(), String.join("; ", owners));
        return new Finding(
                "one inside tuple, four remote endpoints: one owner",
                sessions.size() == endpoints && owners.size() == 1,
                figure);
    }

    /** The inside host's kernel believes an ICMP error only if it quotes a packet that this very socket has sent. */
    private static Finding closedPort(HostStand stand) {
        int port = stand.outside().sure("free", Map.of()).path("port").asInt();
        boolean refused = stand.inside()
                .sure("closed", Map.of("to", stand.outsideAddress(), "port", port))
                .path("refused")
                .asBoolean();
        return new Finding(
                "an ICMP error about a closed port reaches the socket that asked",
                refused,
                "UDP port %d of the outside host: %s"
                        .formatted(port, refused ? "connection refused" : "nothing heard"));
    }
}
