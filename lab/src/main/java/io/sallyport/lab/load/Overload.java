package io.sallyport.lab.load;

import io.sallyport.lab.Lab;
import io.sallyport.lab.LabException;
import io.sallyport.lab.Progress;
import io.sallyport.lab.demo.GatewayNumbers;
import io.sallyport.lab.demo.Transfer;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Report;
import io.sallyport.lab.report.Trials;
import io.sallyport.lab.traffic.NewFlowFlood;
import io.sallyport.lab.traffic.Outcome;
import io.sallyport.lab.traffic.SteadyDownloads;
import java.time.Duration;
import java.util.List;

/** New flows come faster than the gateway can take them, beside downloads that were there before. One thread. */
public final class Overload {
    /** Packets offered for each that the gateway takes. */
    private static final String TIMES = "3";

    /** Where the flood arrives: what its queue has no room for is never that of a download. */
    private static final int FLOOD_WORKER = 0;

    private static final int OTHER_WORKER = 3;
    private static final int DOWNLOADS = 20;
    private static final int WINDOW_SECONDS = 5;
    /** In MiB: what Java compiles meanwhile, and pages of its heap that were not touched before. */
    private static final long MEMORY_SLACK = 64;

    private static final long BYTES = 4L << 20;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Lab lab;
    private final int seconds;
    private final Progress progress;
    private final Report report = new Report();
    private final Trials trials;
    /** Of all inside hosts, the one that does not flood. */
    private final String quiet = Topology.hosts().getLast();

    /** In a lab on tap ports that is up; the flood is to last {@code seconds}. */
    public Overload(Lab lab, int seconds, Progress progress) {
        this.lab = lab;
        this.seconds = seconds;
        this.progress = progress;
        this.trials = new Trials(lab, report, progress);
    }

    /**
     * Runs all of it and prints the table.
     *
     * @return whether everything held
     * @throws LabException if the gateway ends on the way
     */
    public boolean run() {
        try (GatewayApi api = new GatewayApi()) {
            lab.gateway().requireAlive();
            progress.say("steering: UDP from inside to queue %d, all else from inside to queue %d"
                    .formatted(FLOOD_WORKER, OTHER_WORKER));
            Steering.byProtocol(Link.INSIDE, FLOOD_WORKER, OTHER_WORKER);
            PeerCounters inside = PeerCounters.start(Link.INSIDE);
            PeerCounters outside = PeerCounters.start(Link.OUTSIDE);
            Moment before = Moment.await(api, inside, outside);
            Outcome flood = underFlood(api);
            Change change = new Change(before, Moment.await(api, inside, outside));
            new OverloadChecks(change).findings(flood).forEach(trials::found);
            new PeerAgreement(change).findings().forEach(trials::found);
            trials.attempt(
                    "a new flow of a host that did not flood",
                    () -> new Transfer(
                                    new Host(Namespace.CLIENT, quiet),
                                    Topology.internet().getFirst(),
                                    progress)
                            .download(BYTES)
                            .as("a new flow of a host that did not flood"));
            new GatewayNumbers(api::get).afterQuiet().forEach(trials::found);
        }
        trials.stopGateway();
        progress.print("\n" + report.table());
        progress.print("overload: %s, %.0f s".formatted(report.verdict(), progress.seconds()));
        return report.allHeld();
    }

    private Outcome underFlood(GatewayApi api) {
        List<String> hosts = Topology.hosts();
        try (Program downloads = Program.startBusy(
                        Namespace.CLIENT,
                        SteadyDownloads.class,
                        String.valueOf(DOWNLOADS),
                        list(hosts),
                        list(Topology.internet()));
                Program flood = Program.startFirst(
                        Namespace.CLIENT,
                        NewFlowFlood.class,
                        TIMES,
                        Link.INSIDE.interfaceName(),
                        Link.INSIDE.peerMac(),
                        Link.INSIDE.gatewayMac(),
                        list(hosts.subList(0, hosts.size() - 1)),
                        Topology.internet().getLast());
                Watch watch = Watch.start(api::get)) {
            flood.awaitLine("ready", LIMIT);
            downloads.awaitLine("open", LIMIT);
            pause(WINDOW_SECONDS);
            long memory = GatewayMemory.of(lab.gateway().pid());
            progress.say("%d downloads are under way; now new flows, for %d s".formatted(DOWNLOADS, seconds));
            downloads.nudge();
            flood.nudge();
            pause(seconds);
            downloads.nudge();
            flood.nudge();
            Outcome sent = flood.awaitOutcome(LIMIT);
            progress.say("the flood is over; comparing what the downloads have got");
            wentOn(downloads.awaitOutcome(LIMIT), downloads);
            watch.findings().forEach(trials::found);
            memory(memory);
            return sent;
        }
    }

    private void wentOn(Outcome outcome, Program downloads) {
        long windows = outcome.get("windows");
        String figure = "%,d MB meanwhile; in %d spans of %d s no download got less than %,d kB"
                .formatted(outcome.get("bytes") / 1_000_000, windows, WINDOW_SECONDS, outcome.get("slowest") / 1_000);
        trials.found(new Finding(
                "each of %d downloads goes on in every %d s".formatted(DOWNLOADS, WINDOW_SECONDS),
                windows > 0 && outcome.get("stalled") == 0,
                figure));
        String right = "SHA-256 equal %d times".formatted(outcome.get("right"));
        boolean held = outcome.get("right") == DOWNLOADS;
        trials.found(new Finding(
                "no download is broken or damaged", held, held ? right : right + "; " + downloads.output()));
    }

    private void memory(long before) {
        long after = GatewayMemory.of(lab.gateway().pid());
        String figure = "%,d MiB before, %,d MiB after".formatted(before, after);
        trials.found(new Finding("the gateway's memory stays as it is", after - before <= MEMORY_SLACK, figure));
    }

    private static String list(List<String> addresses) {
        return String.join(",", addresses);
    }

    private static void pause(int seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }
}
