package io.sallyport.gate.hosts;

import io.sallyport.gate.story.Tally;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who may come in: the remote endpoint of a session, and nobody else (checklist section 6). */
final class Unasked implements HostStory {
    private static final String FLOW = "stranger";
    private static final int TIMES = 25;
    /** Dropped by the same filter, and not counted as ed_drop: no session was asked for. */
    private static final int PINGS = 5;

    private static final int PING_SECONDS = 30;
    /** Half a slot's ports further: a port that no session has, of the same owner. */
    private static final int UNUSED = 512;

    @Override
    public void tell(HostStand stand, Trials trials) {
        List<HostStand.Flow> flows = stand.open(FLOW, 1, 1);
        HostStand.Flow udp = flows.get(0);
        HostStand.Flow tcp = flows.get(1);
        trials.attempt("the remote endpoint", () -> known(stand, udp));
        trials.attempt("strangers", () -> strangers(stand, udp, tcp, trials));
    }

    private static Finding known(HostStand stand, HostStand.Flow flow) {
        send(
                stand,
                flow.natAddress(),
                flow.natPort(),
                Map.of("echo", stand.udp().indexOf(flow.remotePort())));
        long arrived = arrived(stand);
        return new Finding(
                "the remote endpoint of a session gets in",
                arrived == TIMES,
                "%d of %d packets".formatted(arrived, TIMES));
    }

    private static Finding strangers(HostStand stand, HostStand.Flow udp, HostStand.Flow tcp, Trials trials) {
        Tally before = Tally.of(stand.api());
        long in = before.total("dnat_packets");
        int otherEcho =
                (stand.udp().indexOf(udp.remotePort()) + 1) % stand.udp().size();
        send(stand, udp.natAddress(), udp.natPort(), Map.of());
        send(stand, udp.natAddress(), udp.natPort(), Map.of("echo", otherEcho));
        send(stand, udp.natAddress(), udp.natPort() ^ UNUSED, Map.of());
        long answered = knock(stand, tcp.natAddress(), tcp.natPort()) + knock(stand, udp.natAddress(), udp.natPort());
        stand.outside()
                .run(
                        PING_SECONDS,
                        "ping",
                        "-n",
                        "-q",
                        "-c",
                        String.valueOf(PINGS),
                        "-i",
                        "0.2",
                        "-W",
                        "1",
                        udp.natAddress());
        long arrived = arrived(stand) + answered;
        Tally after = Tally.of(stand.api());
        Map<String, Long> drops = after.dropsSince(before);
        long counted = after.total("ed_drop") - before.total("ed_drop");
        long sent = 5L * TIMES;
        String what =
                "%d packets from other ports, to another port, TCP from a stranger and to a UDP port, and %d pings"
                        .formatted(sent, PINGS);
        trials.found(new Finding(
                "strangers' packets are counted as ed_drop",
                drops.equals(Map.of("ed_filter", sent + PINGS)) && counted == sent,
                "%s: ed_drop +%d, dropped %s".formatted(what, counted, drops)));
        long translated = after.total("dnat_packets") - in;
        return new Finding(
                "strangers reach nobody inside",
                arrived == 0 && translated == 0,
                "%s: %d arrived, %d translated".formatted(what, arrived, translated));
    }

    private static void send(HostStand stand, String address, int port, Map<String, Integer> from) {
        Map<String, Object> order = new HashMap<>(from);
        order.put("to", address);
        order.put("port", port);
        order.put("times", TIMES);
        stand.outside().sure("send", order);
    }

    /** Who answers a SYN has got it. */
    private static long knock(HostStand stand, String address, int port) {
        return stand.outside()
                .sure("knock", Map.of("to", address, "port", port, "times", TIMES))
                .path("answered")
                .asLong();
    }

    private static long arrived(HostStand stand) {
        return stand.inside()
                .sure("arrived", Map.of("name", FLOW))
                .path("arrived")
                .asLong();
    }
}
