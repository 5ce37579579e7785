package io.sallyport.gate.hosts;

import io.sallyport.lab.net.Commands;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Ping, and traceroute in three ways (checklist sections 7 and 14). */
final class Ways implements HostStory {
    private static final int PINGS = 20;
    private static final int SECONDS = 60;
    private static final Pattern RECEIVED = Pattern.compile("(\\d+) received");
    private static final Pattern HOP = Pattern.compile("(?m)^\\s*\\d+\\s+(\\S+)");

    @Override
    public void tell(HostStand stand, Trials trials) {
        trials.attempt("pings", () -> pings(stand));
        trials.attempt("traceroute by ICMP", () -> trace(stand, "ICMP", "-I"));
        trials.attempt("traceroute by TCP", () -> trace(stand, "TCP", "-T", "-p", String.valueOf(stand.tcp())));
        trials.attempt("traceroute by UDP", () -> trace(stand, "UDP"));
    }

    /** All of one ping are one session, whose port is the identifier. */
    private static Finding pings(HostStand stand) {
        Commands.Outcome outcome = stand.inside()
                .run(SECONDS, "ping", "-n", "-q", "-c", String.valueOf(PINGS), "-i", "0.2", stand.outsideAddress());
        Matcher received = RECEIVED.matcher(outcome.output());
        if (!received.find()) {
            return new Finding("pings", false, outcome.output());
        }
        List<JsonNode> sessions = new ArrayList<>();
        for (JsonNode session : stand.api()
                .get("sessions?limit=10000&inside=" + stand.insideAddress())
                .path("sessions")) {
            boolean all = session.path("packets_out").asLong() == PINGS
                    && session.path("packets_in").asLong() == PINGS;
            if (session.path("protocol").asString().equals("icmp") && all) {
                sessions.add(session);
            }
        }
        boolean held = received.group(1).equals(String.valueOf(PINGS)) && sessions.size() == 1;
        String figure = "%s of %d came back, %d session with %d packets out and in"
                .formatted(received.group(1), PINGS, sessions.size(), PINGS);
        return new Finding("%d pings to %s".formatted(PINGS, stand.outsideAddress()), held, figure);
    }

    /** The gateway shows on the way, and the way ends where it should. */
    private static Finding trace(HostStand stand, String how, String... flags) {
        List<String> command =
                new ArrayList<>(List.of("traceroute", "-n", "-q", "1", "-N", "1", "-w", "3", "-m", "12"));
        command.addAll(List.of(flags));
        command.add(stand.outsideAddress());
        Commands.Outcome outcome = stand.inside().run(SECONDS, command.toArray(String[]::new));
        List<String> hops = hops(outcome.output());
        boolean held = hops.contains(stand.gatewayInside())
                && hops.getLast().equals(stand.outsideAddress())
                && !hops.contains("*");
        return new Finding(
                "traceroute by " + how, held, hops.isEmpty() ? outcome.output() : String.join(" then ", hops));
    }

    static List<String> hops(String output) {
        return HOP.matcher(output).results().map(hop -> hop.group(1)).toList();
    }
}
