package io.sallyport.lab.feature;

import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Trials;

/** Datagrams longer than the MTU, which their sender cuts into fragments: requests and replies. */
final class Fragments {
    private static final String BYTES = "8000";
    /** 8,000 bytes and 8 of ICMP header, 1,480 in each fragment. */
    private static final int SENT = 6;
    /** The router cuts the five long ones in two; the far host makes its replies of 1,376 bytes each. */
    private static final FragmentedPings.Expected FAR = new FragmentedPings.Expected(Namespace.FAR, 11, 6);

    private static final FragmentedPings.Expected BOTH = new FragmentedPings.Expected(Namespace.SERVER, SENT, SENT);

    private final Host host = Host.inside(2);
    private final Host server = Host.internet(Topology.internet().getFirst());

    void tell(Trials trials) {
        trials.attemptInFragments(
                "fragments from inside",
                () -> FragmentedPings.ping("ping -s 8000 from inside", host, server.address(), BOTH, "-s", BYTES));
        trials.attemptInFragments(
                "fragments from outside",
                () -> FragmentedPings.ping(
                        "ping -s 8000 from outside to a 1:1 address",
                        server,
                        StaticMappings.WHOLE_OUTSIDE,
                        BOTH,
                        "-s",
                        BYTES));
        trials.attemptInFragments(
                "fragments over a smaller MTU",
                () -> FragmentedPings.ping(
                        "ping -s 8000 to the far host, cut again on the way",
                        host,
                        Topology.FAR_HOST,
                        FAR,
                        "-s",
                        BYTES,
                        "-M",
                        "dont"));
    }
}
