package io.sallyport.lab.feature;

import io.sallyport.lab.Progress;
import io.sallyport.lab.demo.Traceroutes;
import io.sallyport.lab.demo.Transfer;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import io.sallyport.lab.traffic.Server;
import java.time.Duration;

/** A router outside has a smaller MTU and says so: its ICMP errors have to find the host inside that they are for. */
public final class PathMtu {
    private static final long BYTES = 8L << 20;
    private static final Duration SERVER_LIMIT = Duration.ofSeconds(20);

    private final Progress progress;
    private final Host host = Host.inside(3);

    /** Nothing is tried yet. */
    public PathMtu(Progress progress) {
        this.progress = progress;
    }

    /** Tells the story; what was found goes to {@code trials}. */
    public void tell(Trials trials) {
        trials.attempt(
                "traceroute over three hops",
                () -> Traceroutes.udp(Topology.GATEWAY_INSIDE, Topology.SERVER, Topology.FAR_HOST)
                        .as("traceroute by UDP over two routers"));
        trials.attempt(
                "path MTU by ping",
                () -> Probe.tooLong(
                        "ping -M do -s 1472 past a router with MTU 1400", host, Topology.FAR_HOST, router()));
        try (Program server = Program.start(Namespace.FAR, Server.class)) {
            server.awaitLine("ready", SERVER_LIMIT);
            trials.attempt("path MTU by TCP", this::upload);
            trials.attempt(
                    "download over the smaller MTU",
                    () -> new Transfer(host, Topology.FAR_HOST, progress)
                            .download(BYTES)
                            .as("download from behind the smaller MTU"));
        }
    }

    private Finding upload() {
        Probe.forgetPaths(Namespace.CLIENT);
        Finding sent = new Transfer(host, Topology.FAR_HOST, progress).upload(BYTES);
        return Probe.learned(
                "upload past a router with MTU 1400", sent, Namespace.CLIENT, Topology.FAR_HOST, Topology.FAR_MTU);
    }

    private static Probe.Teller router() {
        return new Probe.Teller(Topology.SERVER, Topology.FAR_MTU);
    }
}
