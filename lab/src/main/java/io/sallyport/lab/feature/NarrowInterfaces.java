package io.sallyport.lab.feature;

import io.sallyport.lab.Progress;
import io.sallyport.lab.demo.Transfer;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;

/** The gateway's own interfaces have smaller MTUs than the hosts: it tells the senders, inside and outside, or cuts. */
final class NarrowInterfaces {
    private static final int INSIDE_MTU = 1450;
    private static final int OUTSIDE_MTU = 1400;
    private static final String POOL_ADDRESS = "203.0.113.10";
    /** A packet of 1,500 bytes in two, both ways. */
    private static final FragmentedPings.Expected TWO = new FragmentedPings.Expected(Namespace.SERVER, 2, 2);
    /** Five fragments of 1,500 bytes in two each, and a short one. */
    private static final FragmentedPings.Expected ELEVEN = new FragmentedPings.Expected(Namespace.SERVER, 11, 11);

    private static final long BYTES = 8L << 20;

    private final Progress progress;
    private final Host host = Host.inside(2);
    private final String server = Topology.internet().getFirst();

    NarrowInterfaces(Progress progress) {
        this.progress = progress;
    }

    void tell(Trials trials) {
        trials.attempt(
                "too long for the gateway",
                () -> Probe.tooLong(
                        "ping -M do -s 1472 through the gateway with MTU 1400",
                        host,
                        server,
                        new Probe.Teller(Topology.GATEWAY_INSIDE, OUTSIDE_MTU)));
        trials.attempt(
                "the gateway cuts",
                () -> FragmentedPings.ping(
                        "ping -M dont -s 1472, cut by the gateway both ways",
                        host,
                        server,
                        TWO,
                        "-M",
                        "dont",
                        "-s",
                        "1472"));
        trials.attemptInFragments(
                "the gateway cuts fragments",
                () -> FragmentedPings.ping(
                        "ping -M dont -s 8000, fragments cut by the gateway",
                        host,
                        server,
                        ELEVEN,
                        "-M",
                        "dont",
                        "-s",
                        "8000"));
        trials.attempt("path MTU by TCP from inside", this::upload);
        trials.attempt("path MTU by TCP from outside", this::download);
    }

    private Finding upload() {
        Probe.forgetPaths(Namespace.CLIENT);
        Finding sent = new Transfer(host, server, progress).upload(BYTES);
        return Probe.learned(
                "upload through the gateway with MTU 1400 outside", sent, Namespace.CLIENT, server, OUTSIDE_MTU);
    }

    private Finding download() {
        Probe.forgetPaths(Namespace.SERVER);
        // The client would else ask for segments as short as it now knows to be good on the way out.
        Probe.forgetPaths(Namespace.CLIENT);
        Finding fetched = new Transfer(host, server, progress).download(BYTES);
        return Probe.learned(
                "download through the gateway with MTU 1450 inside",
                fetched,
                Namespace.SERVER,
                POOL_ADDRESS,
                INSIDE_MTU);
    }
}
