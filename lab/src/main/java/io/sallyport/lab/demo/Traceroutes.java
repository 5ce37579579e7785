package io.sallyport.lab.demo;

import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code traceroute} in its three ways: the gateway has to be the first hop, the server the last (checklist C7.10). */
final class Traceroutes {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern HOP = Pattern.compile("^\\s*\\d+\\s+(\\S+)");

    private Traceroutes() {}

    static Finding icmp(String destination) {
        return trace("ICMP", destination, "-I");
    }

    static Finding tcp(String destination) {
        return trace("TCP port 80", destination, "-T", "-p", "80");
    }

    static Finding udp(String destination) {
        return trace("UDP", destination);
    }

    private static Finding trace(String how, String destination, String... flags) {
        List<String> command = new ArrayList<>(List.of("traceroute", "-n", "-q", "1", "-w", "3", "-m", "5"));
        command.addAll(List.of(flags));
        command.add(destination);
        Commands.Outcome outcome = Namespace.CLIENT.attempt(LIMIT, command.toArray(String[]::new));
        List<String> hops = hops(outcome.output());
        String figure = hops.isEmpty() ? outcome.output().strip() : String.join(" then ", hops);
        boolean held = hops.equals(List.of(Topology.GATEWAY_INSIDE, destination));
        return new Finding("traceroute by " + how, held, figure);
    }

    /** Addresses of the hops in what {@code traceroute -n -q 1} prints; {@code *} where none answered. */
    static List<String> hops(String output) {
        return output.lines()
                .map(HOP::matcher)
                .filter(Matcher::find)
                .map(hop -> hop.group(1))
                .toList();
    }
}
