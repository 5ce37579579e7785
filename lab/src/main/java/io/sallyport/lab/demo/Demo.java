package io.sallyport.lab.demo;

import io.sallyport.lab.Lab;
import io.sallyport.lab.LabException;
import io.sallyport.lab.Progress;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Report;
import io.sallyport.lab.report.Trials;
import java.time.Duration;

/** Sends real traffic through the gateway of a {@link Lab} that is up, and reports what held. One thread. */
public final class Demo {
    private static final Duration SHOW_LIMIT = Duration.ofSeconds(20);

    private final Volume volume;
    private final Progress progress;
    private final Report report = new Report();
    private final Trials trials;
    private final Host host = Host.inside(2);
    private final String server = Topology.internet().getFirst();

    /** For a lab that is up. */
    public Demo(Lab lab, Volume volume, Progress progress) {
        this.volume = volume;
        this.progress = progress;
        this.trials = new Trials(lab, report, progress);
    }

    /**
     * Runs all of it and prints the table.
     *
     * @param keep whether the gateway is to stay
     * @return whether everything held
     * @throws LabException if the gateway ends on the way
     */
    public boolean run(boolean keep) {
        tell(trials);
        String workers = askGateway();
        if (!keep) {
            trials.stopGateway();
        }
        progress.print("\n" + workers + "\n" + report.table());
        progress.print("demo: %s, %.0f s".formatted(report.verdict(), progress.seconds()));
        return report.allHeld();
    }

    /** Sends the traffic; what was found goes to {@code trials}. */
    public void tell(Trials trials) {
        trials.attempt("pings", () -> Pings.small(host, server, volume.pings()));
        trials.attemptInFragments("pings in fragments", () -> Pings.inFragments(host, server));
        trials.attempt("traceroute by ICMP", () -> Traceroutes.icmp(Topology.GATEWAY_INSIDE, server));
        trials.attempt("traceroute by TCP", () -> Traceroutes.tcp(Topology.GATEWAY_INSIDE, server));
        trials.attempt("traceroute by UDP", () -> Traceroutes.udp(Topology.GATEWAY_INSIDE, server));
        trials.attempt("DNS queries", Names::resolve);
        trials.attempt("UDP echo", () -> Flows.udpHosts(volume.datagramsPerHost()));
        trials.attempt("short TCP connections", () -> Flows.shortConnections(volume.connections()));
        trials.attempt("TCP and UDP flows", () -> transfersBesideFlows(trials));
    }

    private Finding transfersBesideFlows(Trials trials) {
        Transfer transfer = new Transfer(host, server, progress);
        try (Program flows = Flows.openLong(volume.flows())) {
            trials.attempt("HTTP download", () -> transfer.download(volume.downloadBytes()));
            trials.attempt("HTTP upload", () -> transfer.upload(volume.uploadBytes()));
            return Flows.endLong(flows, volume.flows());
        }
    }

    private String askGateway() {
        progress.say("asking the gateway for its numbers");
        try (GatewayApi api = new GatewayApi()) {
            new GatewayNumbers(api::get).afterManyFlows().forEach(trials::found);
        } catch (LabException e) {
            trials.found(new Finding("the gateway's numbers", false, e.getMessage()));
        }
        Commands.Outcome shown = Commands.attempt(
                SHOW_LIMIT, RunFiles.home().resolve("sallyport").toString(), "show", "workers");
        trials.found(new Finding("./sallyport show workers", shown.good(), "exit code " + shown.status()));
        return shown.output();
    }
}
