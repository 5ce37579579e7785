package io.sallyport.lab.feature;

import io.sallyport.lab.demo.Pings;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.report.Finding;

/** Pings whose requests and replies arrive in fragments, which the kernels at both ends count. */
final class FragmentedPings {
    private static final int PINGS = 3;

    private FragmentedPings() {}

    /**
     * How many fragments make a request or a reply when it arrives.
     *
     * @param namespace the end outside
     * @param there of those that go there
     * @param inside of those that go inside
     */
    record Expected(Namespace namespace, int there, int inside) {}

    /** Pings; holds if each is answered and made of as many fragments as expected. */
    static Finding ping(String what, Host from, String destination, Expected expected, String... flags) {
        // An end that knows of a smaller MTU on the path cuts smaller fragments itself.
        Probe.forgetPaths(expected.namespace());
        Probe.forgetPaths(Namespace.CLIENT);
        Reassembly outside = new Reassembly(expected.namespace());
        Reassembly inside = new Reassembly(Namespace.CLIENT);
        Finding answered = Pings.ping(what, from, destination, PINGS, flags);
        long there = outside.since();
        long here = inside.since();
        boolean counted = there == (long) PINGS * expected.there() && here == (long) PINGS * expected.inside();
        String figure = "%s; %d fragments arrived outside, %d inside".formatted(answered.figure(), there, here);
        return new Finding(what, answered.held() && counted, figure);
    }
}
