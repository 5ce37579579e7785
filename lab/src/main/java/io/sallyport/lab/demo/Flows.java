package io.sallyport.lab.demo;

import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Patience;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.traffic.LongFlows;
import io.sallyport.lab.traffic.Outcome;
import io.sallyport.lab.traffic.ShortConnections;
import io.sallyport.lab.traffic.UdpHosts;
import java.time.Duration;
import java.util.List;

/** Many flows from many hosts, by the lab's own programs in the client's namespace. */
public final class Flows {
    private static final Duration LIMIT = Patience.seconds(180);
    /** Of {@link Topology#hosts()}, so that 64 are left: enough to reach every worker. */
    private static final int FIRST_HOST = 1;

    private Flows() {}

    /** Opens connections one after the other, with a request and an answer on each. */
    public static Outcome shortConnectionsFromAll(int count) {
        return run(ShortConnections.class, count);
    }

    static Finding shortConnections(int count) {
        Outcome outcome = shortConnectionsFromAll(count);
        String what = "%,d short TCP connections from %d hosts".formatted(count, hosts().size());
        return finding(what, count, outcome);
    }

    static Finding udpHosts(int datagramsPerHost) {
        Outcome outcome = run(UdpHosts.class, datagramsPerHost);
        String what = "UDP echo from %d hosts".formatted(hosts().size());
        return finding(what, datagramsPerHost * hosts().size(), outcome);
    }

    /** Starts flows that stay open; returns once each has had an answer. */
    public static Program openLong(int count) {
        Program program = start(LongFlows.class, count);
        program.awaitLine("open", LIMIT);
        return program;
    }

    /** Ends them after one more exchange on each. */
    public static Finding endLong(Program program, int count) {
        program.nudge();
        Outcome outcome = program.awaitOutcome(LIMIT);
        String figure = "%,d alive after %,d exchanges, %,d datagrams sent again"
                .formatted(outcome.get("alive"), outcome.get("exchanges"), outcome.get("repeated"));
        String what = "%,d TCP and UDP flows open meanwhile".formatted(count);
        boolean held = outcome.get("alive") == count;
        return new Finding(what, held, held ? figure : figure + "; " + program.firstLine());
    }

    private static Outcome run(Class<?> program, int count) {
        try (Program running = start(program, count)) {
            return running.awaitOutcome(LIMIT);
        }
    }

    private static Program start(Class<?> program, int count) {
        return Program.start(
                Namespace.CLIENT,
                program,
                String.valueOf(count),
                String.join(",", hosts()),
                String.join(",", Topology.internet()));
    }

    private static Finding finding(String what, int count, Outcome outcome) {
        String figure = "%,d of %,d answered unchanged".formatted(outcome.get("good"), count);
        return new Finding(what, outcome.get("good") == count, figure);
    }

    private static List<String> hosts() {
        List<String> all = Topology.hosts();
        return all.subList(FIRST_HOST, all.size());
    }
}
