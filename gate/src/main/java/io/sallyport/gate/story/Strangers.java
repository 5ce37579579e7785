package io.sallyport.gate.story;

import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import io.sallyport.verify.craft.Craft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Who may come in: the remote endpoint of a session, and nobody else (checklist section 6). */
public final class Strangers implements Story {
    private static final String HOST = "10.0.0.30";
    private static final int PORT = 41_000;
    private static final int TIMES = 25;
    private static final int DNS = 53;
    private static final int ECHO_REQUEST = 8;
    private static final byte[] DATA = {'g', 'a', 't', 'e'};

    private final String server = Topology.internet().getFirst();
    private final String other = Topology.internet().getLast();

    @Override
    public void tell(Stand stand, Trials trials) {
        GatewayApi api = stand.api();
        Map<String, String> rules = Map.of(
                "known", "ip saddr %s ip daddr %s udp sport %d udp dport %d".formatted(server, HOST, DNS, PORT),
                "anything", "ether type ip ip saddr != %s".formatted(Topology.GATEWAY_INSIDE));
        JsonNode session = OneFlow.session(api, HOST, PORT, server);
        int nat = Wire.address(session.path("nat_address").asString());
        int natPort = session.path("nat_port").asInt();
        try (Sentry inside = Sentry.post(Link.INSIDE, "sallyport_strangers", rules)) {
            trials.attempt("the remote endpoint", () -> known(inside, nat, natPort));
            trials.attempt("strangers", () -> strangers(api, inside, nat, natPort, trials));
            trials.attempt("pings from outside", () -> pings(api, inside, nat, natPort));
        }
    }

    private Finding known(Sentry inside, int nat, int natPort) {
        long before = inside.seen("known");
        Wire.send(Link.OUTSIDE, times(from(server).udp(DNS, natPort, DATA), nat));
        long arrived = settled(inside, "known", before, TIMES) - before;
        return new Finding(
                "the remote endpoint of a session gets in",
                arrived == TIMES,
                "%d of %d packets".formatted(arrived, TIMES));
    }

    private Finding strangers(GatewayApi api, Sentry inside, int nat, int natPort, Trials trials) {
        int unused = natPort ^ 512;
        List<byte[]> frames = new ArrayList<>();
        frames.addAll(times(from(server).udp(DNS + 1, natPort, DATA), nat));
        frames.addAll(times(from(other).udp(DNS, natPort, DATA), nat));
        frames.addAll(times(from(server).udp(DNS, unused, DATA), nat));
        frames.addAll(times(from(server).tcp(DNS, natPort, Craft.SYN, new byte[0]), nat));
        frames.addAll(times(from(other).tcp(80, unused, Craft.SYN, new byte[0]), nat));
        Tally before = Tally.of(api);
        long arrivedBefore = inside.seen("anything");
        Wire.send(Link.OUTSIDE, frames);
        Tally after = Tally.of(api);
        long arrived = inside.seen("anything") - arrivedBefore;
        long filtered = after.dropped("ed_filter") - before.dropped("ed_filter");
        long counted = after.total("ed_drop") - before.total("ed_drop");
        String sent =
                "%d packets from another port or address, to another port, TCP to a UDP port".formatted(frames.size());
        trials.found(new Finding(
                "strangers' packets are counted as ed_drop",
                filtered == frames.size() && counted == frames.size(),
                "%s: ed_filter +%d, ed_drop +%d".formatted(sent, filtered, counted)));
        return new Finding("strangers reach nobody inside", arrived == 0, "%s: %d arrived".formatted(sent, arrived));
    }

    private Finding pings(GatewayApi api, Sentry inside, int nat, int natPort) {
        Tally before = Tally.of(api);
        long arrivedBefore = inside.seen("anything");
        Wire.send(Link.OUTSIDE, times(from(server).icmp(ECHO_REQUEST, 0, natPort << 16 | 1, DATA), nat));
        Map<String, Long> drops = Tally.of(api).dropsSince(before);
        long arrived = inside.seen("anything") - arrivedBefore;
        return new Finding(
                "pings from outside reach nobody inside",
                arrived == 0 && drops.equals(Map.of("ed_filter", (long) TIMES)),
                "%d echo requests: %d arrived, dropped %s".formatted(TIMES, arrived, drops));
    }

    private static long settled(Sentry sentry, String rule, long before, long wanted) {
        for (int i = 0; i < 20 && sentry.seen(rule) - before < wanted; i++) {
            Pause.shortly();
        }
        return sentry.seen(rule);
    }

    private static From from(String address) {
        return new From(Wire.address(address));
    }

    private static List<byte[]> times(Made packet, int to) {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            frames.add(Wire.frame(Link.OUTSIDE, packet.to(to).identification(i).bytes()));
        }
        return frames;
    }

    private interface Made {
        Craft to(int destination);
    }

    private record From(int source) {
        Made udp(int sourcePort, int port, byte[] data) {
            return to -> Craft.packet(source, to).udp(sourcePort, port, data);
        }

        Made tcp(int sourcePort, int port, int flags, byte[] options) {
            return to -> Craft.packet(source, to).tcp(sourcePort, port, flags, options);
        }

        Made icmp(int type, int code, int rest, byte[] data) {
            return to -> Craft.packet(source, to).icmp(type, code, rest, data);
        }
    }
}
