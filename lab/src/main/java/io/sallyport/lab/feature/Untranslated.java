package io.sallyport.lab.feature;

import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import io.sallyport.lab.traffic.Server;
import java.time.Duration;

/** A network outside with which packets are exchanged as they are: both ends see each other's own addresses. */
public final class Untranslated {
    private static final Duration SERVER_LIMIT = Duration.ofSeconds(20);

    private final GatewayApi api;
    private final Host host = Host.inside(7);
    private final Host partner = Host.internet(Topology.PARTNER);

    /** Nothing is tried yet. */
    public Untranslated(GatewayApi api) {
        this.api = api;
    }

    /** Tells the story; what was found goes to {@code trials}. */
    public void tell(Trials trials) {
        // Only now, so that in no other story an answer finds its way back to an inside address.
        route("add");
        try (Program web = Program.start(Namespace.CLIENT, Server.class)) {
            web.awaitLine("ready", SERVER_LIMIT);
            trials.attempt("no-nat from inside", () -> seen("no-nat: curl from inside", host, partner));
            trials.attempt("no-nat from outside", () -> seen("no-nat: curl from outside", partner, host));
        }
        route("delete");
        trials.attempt("no-nat counters", this::counted);
    }

    private static Finding seen(String what, Host from, Host to) {
        String source = Curl.sourceSeenBy(to.address(), from);
        return new Finding(what, source.startsWith(from.address() + ":"), "%s sees %s".formatted(to, source));
    }

    private Finding counted() {
        long bypassed = Counted.total(api, "bypass_packets");
        int sessions =
                api.get("sessions?remote=" + partner.address()).path("sessions").size();
        String figure = "%,d packets counted as bypass_packets, %d sessions".formatted(bypassed, sessions);
        return new Finding("no-nat: counted, and without sessions", bypassed > 0 && sessions == 0, figure);
    }

    private static void route(String how) {
        Namespace.SERVER.ip("route %s %s via %s".formatted(how, Topology.INSIDE, Topology.GATEWAY_OUTSIDE));
    }
}
