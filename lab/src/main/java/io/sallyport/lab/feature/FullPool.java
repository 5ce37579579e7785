package io.sallyport.lab.feature;

import io.sallyport.lab.LabException;
import io.sallyport.lab.demo.Flows;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.net.Await;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Patience;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import io.sallyport.lab.traffic.Services;
import java.time.Duration;

/** Every UDP port of the one pool address is taken: what goes on, who is refused and how, and when there is room again. */
public final class FullPool {
    private static final int OPEN_FLOWS = 40;
    /** By 65 hosts: 73,450 flows for 64,512 ports, so that each of the 63 slots has more than its 1,024 ports can serve. */
    private static final int FLOWS_PER_HOST = 1_130;

    /** A slow gateway takes fewer of the flows of each round. */
    private static final long ROUNDS = Patience.seconds(4).toSeconds();

    private static final Duration ROUND_LIMIT = Patience.seconds(60);
    private static final Duration RECOVERY_LIMIT = Patience.seconds(30);
    private static final Duration DIG_LIMIT = Patience.seconds(20);

    private final GatewayApi api;
    private final Host host = Host.inside(8);
    private final String server = Topology.internet().getFirst();

    /** Nothing is tried yet. */
    public FullPool(GatewayApi api) {
        this.api = api;
    }

    void tell(Trials trials) {
        tell(trials, () -> {});
    }

    /**
     * Tells the story; what was found goes to {@code trials}.
     *
     * @param whileFull what else to try while no port is free
     */
    public void tell(Trials trials, Runnable whileFull) {
        try (Program flows = Flows.openLong(OPEN_FLOWS)) {
            trials.attempt("a full pool", this::fill);
            trials.attempt("a new UDP flow", this::refused);
            trials.attempt("a new TCP flow", this::otherProtocol);
            whileFull.run();
            trials.attempt(
                    "flows that were open",
                    () -> Flows.endLong(flows, OPEN_FLOWS)
                            .as("full pool: %d flows that were open go on".formatted(OPEN_FLOWS)));
        }
        trials.attempt("counters", this::counted);
        trials.attempt("room again", this::recovered);
    }

    private Finding fill() {
        long size = Counted.udpPorts(api, "size");
        try (Program flood = Flood.start(Topology.hosts(), FLOWS_PER_HOST)) {
            for (int round = 1; round <= ROUNDS; round++) {
                long sent = flood.awaitOutcome(ROUND_LIMIT).get("sent");
                long inUse = settledPortsInUse();
                if (inUse == size) {
                    String figure =
                            "%,d of %,d UDP ports in use; %,d flows, sent %d times".formatted(inUse, size, sent, round);
                    return new Finding("a pool address filled to the last port", true, figure);
                }
                flood.nudge();
            }
        }
        throw LabException.failed(
                "%,d of %,d UDP ports in use after %d rounds".formatted(Counted.udpPorts(api, "in_use"), size, ROUNDS));
    }

    /** What is in use once the gateway has seen all that was sent. */
    private long settledPortsInUse() {
        long before = -1;
        long inUse = Counted.udpPorts(api, "in_use");
        while (inUse != before) {
            before = inUse;
            inUse = Counted.udpPorts(api, "in_use");
        }
        return inUse;
    }

    private Finding refused() {
        Commands.Outcome outcome = dig();
        String output = outcome.output().strip();
        boolean held = !outcome.good() && output.contains("host unreachable");
        return new Finding("full pool: a new UDP flow is refused by ICMP", held, "dig says: " + output);
    }

    private Finding otherProtocol() {
        String source = Curl.sourceSeenBy(server, host);
        return new Finding(
                "full pool: TCP has ports of its own", source.startsWith("203.0.113.10:"), "curl is seen as " + source);
    }

    private Finding counted() {
        long dropped = Counted.dropped(api, "no_port");
        long failures = Counted.total(api, "port_allocation_failure");
        String figure = "no_port %,d, port_allocation_failure %,d".formatted(dropped, failures);
        return new Finding("full pool: counted", dropped > 0 && dropped == failures, figure);
    }

    private Finding recovered() {
        long size = Counted.udpPorts(api, "size");
        Duration took = Await.until(
                "half of the UDP ports are free again",
                RECOVERY_LIMIT,
                () -> Counted.udpPorts(api, "in_use") < size / 2);
        Commands.Outcome outcome = dig();
        boolean held = outcome.good() && outcome.output().strip().equals(Services.DNS_ANSWER);
        String figure = "after %.1f s more; dig says: %s"
                .formatted(took.toMillis() / 1e3, outcome.output().strip());
        return new Finding("full pool: new UDP flows after the timeout", held, figure);
    }

    private Commands.Outcome dig() {
        return host.attempt(
                DIG_LIMIT,
                "dig",
                "+short",
                "+tries=1",
                "+time=" + Patience.seconds(3).toSeconds(),
                "-b",
                host.address(),
                "@" + server,
                "full.example",
                "A");
    }
}
