package io.sallyport.gate.story;

import io.sallyport.lab.demo.Flows;
import io.sallyport.lab.demo.Pings;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One host talks to one server, and the session is looked at meanwhile (checklist sections 4, 5 and 7). */
public final class Conversations implements Story {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int PINGS = 5;
    private static final int FLOWS = 8;
    /** Seconds by protocol and state: what docs/configuration.md says of timeouts that are not set. */
    private static final Map<String, Long> TIMEOUTS =
            Map.of("udp active", 300L, "tcp established", 7440L, "tcp closing", 240L, "icmp active", 60L);

    private final String server = Topology.internet().getFirst();

    @Override
    public void tell(Stand stand, Trials trials) {
        GatewayApi api = stand.api();
        trials.attempt("the server sees the NAT tuple", () -> seenAs(api));
        trials.attempt("a session shows at once", () -> atOnce(api));
        trials.attempt("echo requests", () -> echo(api));
        trials.attempt("timeouts", () -> timeouts(api));
    }

    private Finding seenAs(GatewayApi api) {
        Host host = Host.inside(21);
        String seen = host.attempt(
                        LIMIT,
                        "curl",
                        "-sS",
                        "--fail",
                        "--local-port",
                        "45021",
                        "--interface",
                        host.address(),
                        "http://%s/source".formatted(server))
                .output()
                .strip();
        List<JsonNode> sessions = OneFlow.sessions(api, host.address(), 45_021);
        String translated = sessions.isEmpty()
                ? "no session"
                : "%s:%d"
                        .formatted(
                                sessions.getFirst().path("nat_address").asString(),
                                sessions.getFirst().path("nat_port").asInt());
        String figure = "%s:45021 has NAT tuple %s, the server sees %s".formatted(host, translated, seen);
        return new Finding(
                "the server sees the NAT tuple", seen.equals(translated) && seen.startsWith("203.0.113."), figure);
    }

    private Finding atOnce(GatewayApi api) {
        JsonNode session = OneFlow.session(api, "10.0.0.22", 45_022, server);
        boolean held = session.path("packets_out").asLong() == 1
                && session.path("packets_in").asLong() == 1;
        String figure = "after one query and its answer: worker %d, %d packet out, %d in, idle %d s"
                .formatted(
                        session.path("worker").asInt(),
                        session.path("packets_out").asLong(),
                        session.path("packets_in").asLong(),
                        session.path("idle_seconds").asLong());
        return new Finding("a session shows at once", held, figure);
    }

    private Finding echo(GatewayApi api) {
        Host host = Host.inside(23);
        Finding pings = Pings.ping("echo requests", host, server, PINGS);
        List<JsonNode> sessions = new ArrayList<>();
        for (JsonNode session :
                api.get("sessions?limit=100&inside=" + host.address()).path("sessions")) {
            if (session.path("protocol").asString().equals("icmp")) {
                sessions.add(session);
            }
        }
        if (sessions.size() != 1) {
            return new Finding(
                    "echo requests",
                    false,
                    "%s; %d ICMP sessions of %s".formatted(pings.figure(), sessions.size(), host));
        }
        JsonNode session = sessions.getFirst();
        boolean held = pings.held()
                && session.path("packets_out").asLong() == PINGS
                && session.path("packets_in").asLong() == PINGS
                && session.path("inside_port").asInt() > 0
                && session.path("nat_port").asInt() >> 10
                        == session.path("slot").asInt();
        String figure = "%s; one session, identifier %d translated to %d, %d requests out, %d replies in"
                .formatted(
                        pings.figure(),
                        session.path("inside_port").asInt(),
                        session.path("nat_port").asInt(),
                        session.path("packets_out").asLong(),
                        session.path("packets_in").asLong());
        return new Finding("echo requests and replies are one session, the identifier is its port", held, figure);
    }

    private Finding timeouts(GatewayApi api) {
        Map<String, Long> found = new TreeMap<>();
        boolean held = true;
        try (Program flows = Flows.openLong(FLOWS)) {
            for (JsonNode session : api.get("sessions?limit=10000").path("sessions")) {
                String kind = session.path("protocol").asString() + " "
                        + session.path("state").asString();
                long timeout = session.path("idle_seconds").asLong()
                        + session.path("expires_in_seconds").asLong();
                Long wanted = TIMEOUTS.get(kind);
                held &= wanted == null || Math.abs(wanted - timeout) <= 1;
                found.merge(kind, timeout, Math::max);
            }
            Finding ended = Flows.endLong(flows, FLOWS);
            held &= ended.held() && found.keySet().containsAll(TIMEOUTS.keySet());
        }
        StringJoiner figure = new StringJoiner(", ");
        found.forEach((kind, seconds) -> figure.add("%s %,d s".formatted(kind, seconds)));
        return new Finding("a session's timeout is that of its protocol", held, figure.toString());
    }
}
