package io.sallyport.lab.feature;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * A STUN client that is not ours says what kind of NAT it finds itself behind, in each of the pools. For hairpin it sends to its
 * own mapping from the mapped socket, which endpoint-dependent filtering does not let in.
 */
final class NatKinds {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String VERDICT = "Primary:";
    /** Hosts among which each pool address has its own: as many in a row as there are addresses. */
    private static final int FIRST_HOST = 4;

    private static final int HOSTS = 4;

    private final String server = Topology.internet().getFirst();

    void tell(Trials trials) {
        trials.attempt("STUN, default pool", () -> kind("public", "203.0.113.10", "Dependent Mapping,", "no hairpin"));
        trials.attempt(
                "STUN, pool calls",
                () -> kind("calls", "203.0.113.12", "Independent Mapping, Address Dependent Filter,", "will hairpin"));
        trials.attempt(
                "STUN, pool games",
                () -> kind("games", "203.0.113.13", "Independent Mapping, Independent Filter,", "will hairpin"));
    }

    private Finding kind(String pool, String address, String mapping, String hairpin) {
        Host host = hostBehind(address);
        Commands.Outcome outcome = host.attempt(LIMIT, "stun", server, "-i", host.address());
        String verdict = outcome.output()
                .lines()
                .filter(line -> line.startsWith(VERDICT))
                .map(line -> line.substring(VERDICT.length()).strip())
                .findFirst()
                .orElse(outcome.output());
        String what = "STUN client in pool " + pool;
        return new Finding(
                what,
                verdict.startsWith(mapping) && verdict.endsWith(hairpin),
                "%s behind %s: %s".formatted(host, address, verdict));
    }

    private Host hostBehind(String natAddress) {
        return IntStream.range(FIRST_HOST, FIRST_HOST + HOSTS)
                .mapToObj(Host::inside)
                .filter(host -> Curl.sourceSeenBy(server, host).startsWith(natAddress + ":"))
                .findFirst()
                .orElseThrow(() -> LabException.failed("none of %d hosts is seen as %s".formatted(HOSTS, natAddress)));
    }
}
