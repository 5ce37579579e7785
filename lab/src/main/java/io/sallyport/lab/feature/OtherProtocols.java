package io.sallyport.lab.feature;

import io.sallyport.lab.LabException;
import io.sallyport.lab.demo.Traceroutes;
import io.sallyport.lab.net.Await;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Protocols without ports, over raw sockets: which tunnels a kernel has differs, raw sockets all have. */
final class OtherProtocols {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** GRE. */
    private static final int ANSWERED = 47;
    /** Kept for experiments (RFC 3692): no kernel knows it. */
    private static final int UNKNOWN = 253;

    private final String server = Topology.internet().getFirst();
    private final Host host = Host.inside(6);

    void tell(Trials trials) {
        trials.attempt("GRE", this::exchange);
        trials.attempt("traceroute by protocol", () -> Traceroutes.protocol(UNKNOWN, Topology.GATEWAY_INSIDE, server));
    }

    private Finding exchange() {
        Process far = startAnswering();
        try {
            Await.until("the server listens for protocol 47", LIMIT, OtherProtocols::isListening);
            Commands.Outcome outcome = Commands.attempt(
                    LIMIT,
                    "hello",
                    Namespace.CLIENT.inside(List.of(
                            "socat", "-t5", "-", "IP4-SENDTO:%s:%d,bind=%s".formatted(server, ANSWERED, host))));
            String seen = outcome.output().strip();
            return new Finding(
                    "GRE (protocol 47) to and fro", seen.startsWith("seen 203.0.113."), "the server answers: " + seen);
        } finally {
            far.destroy();
        }
    }

    /** Answers one packet with the address it came from. */
    private Process startAnswering() {
        List<String> command = Namespace.SERVER.inside(List.of(
                "socat", "IP4-RECVFROM:%d,bind=%s".formatted(ANSWERED, server), "SYSTEM:echo seen $SOCAT_PEERADDR"));
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw LabException.environment("cannot run socat: " + e.getMessage());
        }
    }

    private static boolean isListening() {
        String port = ":%04X ".formatted(ANSWERED);
        return Namespace.SERVER.run("cat", "/proc/net/raw").lines().anyMatch(line -> line.contains(port));
    }
}
