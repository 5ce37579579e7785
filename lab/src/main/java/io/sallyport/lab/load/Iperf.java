package io.sallyport.lab.load;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Await;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Patience;
import io.sallyport.lab.report.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code iperf3} with its server in the server's namespace. One thread. */
final class Iperf implements AutoCloseable {
    private static final Duration START_LIMIT = Patience.seconds(10);
    private static final Duration SLACK = Patience.seconds(30);
    private static final String STREAMS = "8";

    private final Process server;
    private final Host from;
    private final String to;
    private final ObjectMapper mapper = new ObjectMapper();

    private Iperf(Process server, Host from, String to) {
        this.server = server;
        this.from = from;
        this.to = to;
    }

    /** Starts the server; tests go from {@code from} to address {@code to}. */
    static Iperf start(Host from, String to) {
        try {
            // Bound to the address: UDP would else answer from the one nearest to the gateway, which nobody has asked.
            List<String> command = Namespace.SERVER.inside(List.of("iperf3", "-s", "-J", "-B", to));
            Process server = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Await.until(
                    "iperf3 -s listens",
                    START_LIMIT,
                    () -> Namespace.SERVER.run("ss", "-Hltn").contains(":5201 "));
            return new Iperf(server, from, to);
        } catch (IOException e) {
            throw LabException.environment("cannot run iperf3: " + e.getMessage());
        }
    }

    /** Eight TCP streams; what matters is that they get through. */
    Finding tcp(boolean download, int seconds) {
        String what = "iperf3, 8 TCP streams %s".formatted(download ? "from outside" : "from inside");
        JsonNode end = run(seconds, download ? List.of("-R", "-P", STREAMS) : List.of("-P", STREAMS))
                .path("end");
        long bytes = end.path("sum_received").path("bytes").asLong();
        String figure = "%,d MB in %d s, %,d segments sent again"
                .formatted(
                        bytes / 1_000_000,
                        seconds,
                        end.path("sum_sent").path("retransmits").asLong());
        return new Finding(what, bytes > 0, figure);
    }

    /**
     * Numbered datagrams at a rate; none may overtake another. Those that are lost were so outside the gateway, as long as what was received
     * and translated adds up: a tap's queue or a socket of a busy machine has no room now and then.
     */
    Finding udp(boolean download, int seconds, String megabits) {
        String what =
                "iperf3, 4 UDP streams of %s Mbit/s %s".formatted(megabits, download ? "from outside" : "from inside");
        List<String> flags =
                new ArrayList<>(List.of("-u", "-P", "4", "-l", "1200", "-b", megabits + "M", "--get-server-output"));
        if (download) {
            flags.add("-R");
        }
        JsonNode answer = run(seconds, flags);
        JsonNode receiver = download ? answer : answer.path("server_output_json");
        long disordered = 0;
        long lost = 0;
        long packets = 0;
        for (JsonNode stream : receiver.path("end").path("streams")) {
            JsonNode udp = stream.path("udp");
            disordered += udp.path("out_of_order").asLong(1);
            lost += udp.path("lost_packets").asLong();
            packets += udp.path("packets").asLong();
        }
        String figure = "%,d datagrams, %,d out of order, %,d lost on either side".formatted(packets, disordered, lost);
        return new Finding(what, packets > 2 * lost && disordered == 0, figure);
    }

    @Override
    public void close() {
        server.destroy();
    }

    private JsonNode run(int seconds, List<String> flags) {
        List<String> command =
                new ArrayList<>(List.of("iperf3", "-J", "-c", to, "-B", from.address(), "-t", String.valueOf(seconds)));
        command.addAll(flags);
        Commands.Outcome outcome =
                from.attempt(Duration.ofSeconds(seconds).plus(SLACK), command.toArray(String[]::new));
        if (!outcome.good()) {
            throw LabException.failed("`%s`: %s".formatted(String.join(" ", command), outcome.output()));
        }
        return mapper.readTree(outcome.output());
    }
}
