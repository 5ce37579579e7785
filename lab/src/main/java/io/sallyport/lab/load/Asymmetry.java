package io.sallyport.lab.load;

import io.sallyport.lab.Lab;
import io.sallyport.lab.LabException;
import io.sallyport.lab.Progress;
import io.sallyport.lab.demo.Flows;
import io.sallyport.lab.demo.GatewayNumbers;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Patience;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Report;
import io.sallyport.lab.report.Trials;

/**
 * The worst that RSS can do: all packets from inside arrive at one worker and all from outside at another, whoever owns their
 * flows. One thread.
 */
public final class Asymmetry {
    private static final int INSIDE_WORKER = 0;
    private static final int OUTSIDE_WORKER = 3;
    private static final int FLOWS = 500;
    /** Of each kind of load; longer on a slow gateway, where flows take seconds to get going. */
    private static final int SECONDS = (int) Math.min(20, Patience.seconds(5).toSeconds());

    private static final String MEGABITS = "5";
    private static final long DOWNLOAD_BYTES = 16L << 20;

    private final Lab lab;
    private final Progress progress;
    private final Report report = new Report();
    private final Trials trials;

    /** In a lab on tap ports that is up. */
    public Asymmetry(Lab lab, Progress progress) {
        this.lab = lab;
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
        tell(trials);
        trials.stopGateway();
        progress.print("\n" + report.table());
        progress.print("asymmetry: %s, %.0f s".formatted(report.verdict(), progress.seconds()));
        return report.allHeld();
    }

    /** Steers, sends, and compares; the steering stays. No session may have ended since the gateway started. */
    public void tell(Trials trials) {
        try (GatewayApi api = new GatewayApi()) {
            lab.gateway().requireAlive();
            progress.say("steering: from inside to queue %d, from outside to queue %d"
                    .formatted(INSIDE_WORKER, OUTSIDE_WORKER));
            Steering.all(Link.INSIDE, INSIDE_WORKER);
            Steering.all(Link.OUTSIDE, OUTSIDE_WORKER);
            underLoad(api, trials);
        }
    }

    private void underLoad(GatewayApi api, Trials trials) {
        KernelErrors errors = new KernelErrors();
        PeerCounters inside = PeerCounters.start(Link.INSIDE);
        PeerCounters outside = PeerCounters.start(Link.OUTSIDE);
        Moment before = Moment.await(api, inside, outside);
        try (Watch watch = Watch.start(api::get)) {
            traffic(trials);
            watch.findings().forEach(trials::found);
        }
        progress.say("comparing numbers");
        try {
            Change change = new Change(before, Moment.await(api, inside, outside));
            new HandoffChecks(change).findings(INSIDE_WORKER, OUTSIDE_WORKER).forEach(trials::found);
            new OwnershipChecks(change.after().gateway(), Reading.sessions(api::get))
                    .findings()
                    .forEach(trials::found);
            new PeerAgreement(change).findings().forEach(trials::found);
            trials.found(errors.none());
            new GatewayNumbers(api::get).afterQuiet().forEach(trials::found);
        } catch (LabException e) {
            trials.found(new Finding("the gateway's numbers", false, e.getMessage()));
        }
    }

    private void traffic(Trials trials) {
        try (Program flows = Flows.openLong(FLOWS);
                Iperf iperf = Iperf.start(Host.inside(2), Topology.internet().getFirst())) {
            trials.attempt("UDP from inside", () -> iperf.udp(false, SECONDS, MEGABITS));
            trials.attempt("UDP from outside", () -> iperf.udp(true, SECONDS, MEGABITS));
            trials.attempt("TCP from inside", () -> iperf.tcp(false, SECONDS));
            trials.attempt("TCP from outside", () -> iperf.tcp(true, SECONDS));
            trials.attempt("downloads", () -> ParallelDownloads.run(DOWNLOAD_BYTES, progress));
            trials.attempt("flows", () -> Flows.endLong(flows, FLOWS));
        }
    }
}
