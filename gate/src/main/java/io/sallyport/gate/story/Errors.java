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
import java.util.StringJoiner;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * ICMP errors of a router outside about a flow: each type reaches the host it is for, translated inside and out
 * (checklist C7.5 to C7.9).
 */
public final class Errors implements Story {
    private static final String HOST = "10.0.0.31";
    private static final int PORT = 41_031;
    private static final int DNS = 53;
    private static final int TIMES = 5;
    /** Type and code of each error. */
    private static final Map<String, int[]> KINDS = Map.of(
            "unreachable", new int[] {3, 1},
            "quench", new int[] {4, 0},
            "exceeded", new int[] {11, 0},
            "problem", new int[] {12, 0});

    private final String server = Topology.internet().getFirst();

    @Override
    public void tell(Stand stand, Trials trials) {
        trials.attempt("ICMP errors", () -> errors(stand.api()));
    }

    private Finding errors(GatewayApi api) {
        JsonNode session = OneFlow.session(api, HOST, PORT, server);
        int nat = Wire.address(session.path("nat_address").asString());
        byte[] translated = Craft.packet(nat, Wire.address(server))
                .udp(session.path("nat_port").asInt(), DNS, new byte[16])
                .bytes();
        List<byte[]> frames = new ArrayList<>();
        KINDS.values().forEach(kind -> {
            byte[] error = Craft.packet(Wire.address(Topology.SERVER), nat)
                    .icmp(kind[0], kind[1], 0, translated)
                    .bytes();
            for (int i = 0; i < TIMES; i++) {
                frames.add(Wire.frame(Link.OUTSIDE, error));
            }
        });
        try (Sentry inside = Sentry.post(Link.INSIDE, "sallyport_errors", rules())) {
            Tally before = Tally.of(api);
            Wire.send(Link.OUTSIDE, frames);
            return judge(before, Tally.of(api), inside, session.path("worker").asInt());
        }
    }

    /** What arrives has to quote the packet as the host sent it: its own address and port, and a right header checksum of the quote. */
    private Map<String, String> rules() {
        byte[] asSent = Craft.packet(Wire.address(HOST), Wire.address(server))
                .udp(PORT, DNS, new byte[16])
                .bytes();
        int checksum = (asSent[10] & 0xff) << 8 | (asSent[11] & 0xff);
        Map<String, String> rules = new TreeMap<>();
        // From the start of the outer IPv4 header: 20 bytes of it, 8 of ICMP, then the quote.
        String quote = "@nh,%d,16 0x%04x @nh,%d,32 0x%08x @nh,%d,16 %d"
                .formatted(8 * 38, checksum, 8 * 40, Wire.address(HOST), 8 * 48, PORT);
        KINDS.forEach((name, kind) -> rules.put(
                name, "ip saddr %s ip daddr %s icmp type %d %s".formatted(Topology.SERVER, HOST, kind[0], quote)));
        return rules;
    }

    private static Finding judge(Tally before, Tally after, Sentry inside, int owner) {
        StringJoiner figure = new StringJoiner(", ");
        boolean held = true;
        for (Map.Entry<String, int[]> kind : new TreeMap<>(KINDS).entrySet()) {
            long arrived = inside.seen(kind.getKey());
            held &= arrived == TIMES;
            figure.add("type %d: %d of %d".formatted(kind.getValue()[0], arrived, TIMES));
        }
        long all = (long) TIMES * KINDS.size();
        long onOwner = after.of(owner, "icmp_errors_translated") - before.of(owner, "icmp_errors_translated");
        long everywhere = after.total("icmp_errors_translated") - before.total("icmp_errors_translated");
        held &= onOwner == all && everywhere == all;
        figure.add("icmp_errors_translated +%d on worker %d, which owns the flow, +%d in all"
                .formatted(onOwner, owner, everywhere));
        return new Finding(
                "ICMP errors of types 3, 4, 11 and 12 reach the host, quoting what it sent", held, figure.toString());
    }
}
