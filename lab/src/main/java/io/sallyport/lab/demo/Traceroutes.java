package io.sallyport.lab.demo;

import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.report.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code traceroute} in its ways: each hop has to show, the gateway first and the destination last (checklist C7.10). */
public final class Traceroutes {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern HOP = Pattern.compile("^\\s*\\d+\\s+(\\S+)");

    private Traceroutes() {}

    /** By echo requests; the last of {@code hops} is the destination. */
    public static Finding icmp(String... hops) {
        return trace("ICMP", List.of(hops), "-I");
    }

    /** By SYNs to the port of HTTP. */
    public static Finding tcp(String... hops) {
        return trace("TCP port 80", List.of(hops), "-T", "-p", "80");
    }

    /** By datagrams to ports where nobody answers. */
    public static Finding udp(String... hops) {
        return trace("UDP", List.of(hops));
    }

    /** By packets of a protocol that the destination does not know, and says so. */
    public static Finding protocol(int number, String... hops) {
        return trace("protocol " + number, List.of(hops), "-P", String.valueOf(number));
    }

    private static Finding trace(String how, List<String> expected, String... flags) {
        List<String> command = new ArrayList<>(List.of("traceroute", "-n", "-q", "1", "-w", "3", "-m", "5"));
        command.addAll(List.of(flags));
        command.add(expected.getLast());
        Commands.Outcome outcome = Namespace.CLIENT.attempt(LIMIT, command.toArray(String[]::new));
        List<String> hops = hops(outcome.output());
        String figure = hops.isEmpty() ? outcome.output().strip() : String.join(" then ", hops);
        boolean held = hops.equals(expected);
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
