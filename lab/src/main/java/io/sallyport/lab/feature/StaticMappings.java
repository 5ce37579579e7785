package io.sallyport.lab.feature;

import io.sallyport.lab.Progress;
import io.sallyport.lab.demo.Transfer;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import io.sallyport.lab.traffic.Server;
import java.time.Duration;

/** A web server inside, and who reaches it at its public address: hosts outside, another host inside, the server itself. */
public final class StaticMappings {
    /** The 1:1 mapping of {@code examples/features.yaml}. */
    static final String WHOLE_OUTSIDE = "203.0.113.9";

    private static final String PORT_OUTSIDE = "203.0.113.10:8080";
    private static final Host PORT_INSIDE = Host.inside(66);
    private static final Host WHOLE_INSIDE = Host.inside(65);
    private static final long BYTES = 1L << 20;
    private static final Duration SERVER_LIMIT = Duration.ofSeconds(20);

    private final Progress progress;
    private final Host neighbor = Host.inside(5);
    private final Host server = Host.internet(Topology.internet().getFirst());

    /** Nothing is tried yet. */
    public StaticMappings(Progress progress) {
        this.progress = progress;
    }

    /** Tells the story; what was found goes to {@code trials}. */
    public void tell(Trials trials) {
        try (Program web = Program.start(Namespace.CLIENT, Server.class)) {
            web.awaitLine("ready", SERVER_LIMIT);
            trials.attempt(
                    "outside to the mapped port",
                    () -> fetch("curl from outside to the mapped port", server, PORT_OUTSIDE, server.address()));
            trials.attempt(
                    "hairpin",
                    () -> fetch("hairpin: curl from another inside host", neighbor, PORT_OUTSIDE, "203.0.113."));
            trials.attempt(
                    "hairpin to itself",
                    () -> fetch("hairpin: curl from the web server itself", PORT_INSIDE, PORT_OUTSIDE, "203.0.113."));
            trials.attempt(
                    "outside to the mapped address",
                    () -> fetch("curl from outside to the 1:1 address", server, WHOLE_OUTSIDE, server.address()));
            trials.attempt(
                    "hairpin to the mapped address",
                    () -> fetch("hairpin: curl to the 1:1 address", neighbor, WHOLE_OUTSIDE, "203.0.113."));
        }
        trials.attempt("outside from the mapped address", this::wholeAddressFromInside);
    }

    private Finding fetch(String what, Host from, String at, String seenAs) {
        Finding download = new Transfer(from, at, progress).download(BYTES);
        String source = Curl.sourceSeenBy(at, from);
        String figure = "%s; the web server sees %s".formatted(download.figure(), source);
        return new Finding(what, download.held() && source.startsWith(seenAs), figure);
    }

    private Finding wholeAddressFromInside() {
        String source = Curl.sourceSeenBy(server.address(), WHOLE_INSIDE);
        String figure = "%s is seen as %s".formatted(WHOLE_INSIDE, source);
        return new Finding("a host with a 1:1 mapping goes out by it", source.startsWith(WHOLE_OUTSIDE + ":"), figure);
    }
}
