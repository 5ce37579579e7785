package io.sallyport.lab.feature;

import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.time.Duration;
import java.util.List;

/** One host opens more sessions than it may; the others do not feel it. */
final class HostLimit {
    /** As {@code examples/narrow.yaml} says. */
    private static final int SESSIONS = 1_200;

    private static final int WANTED = 1_500;
    /** Each of four workers adds up the others' counts, which may have moved since. */
    private static final int SLACK = 3;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final GatewayApi api;
    private final Host greedy = Host.inside(9);
    private final Host other = Host.inside(10);

    HostLimit(GatewayApi api) {
        this.api = api;
    }

    void tell(Trials trials) {
        trials.attempt("host limit", this::exceed);
        trials.attempt("another host", this::another);
    }

    private Finding exceed() {
        long before = Counted.dropped(api, "host_session_limit");
        try (Program flood = Flood.start(List.of(greedy.address()), WANTED)) {
            long sent = flood.awaitOutcome(LIMIT).get("sent");
            int sessions = api.get("sessions?limit=10000&inside=" + greedy.address())
                    .path("sessions")
                    .size();
            long refused = Counted.dropped(api, "host_session_limit") - before;
            boolean held = sessions >= SESSIONS && sessions <= SESSIONS + SLACK && refused > 0;
            String figure = "%,d of %,d wanted, %,d refused as host_session_limit".formatted(sessions, sent, refused);
            return new Finding("a host has no more than its 1,200 sessions", held, figure);
        }
    }

    private Finding another() {
        String source = Curl.sourceSeenBy(Topology.internet().getFirst(), other);
        return new Finding("another host is served meanwhile", source.startsWith("203.0.113.10:"), "seen as " + source);
    }
}
