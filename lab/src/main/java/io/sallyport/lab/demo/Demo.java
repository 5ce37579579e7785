package io.sallyport.lab.demo;

import io.sallyport.lab.Lab;
import io.sallyport.lab.LabException;
import io.sallyport.lab.Progress;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.gateway.GatewayProcess;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import java.time.Duration;
import java.util.function.Supplier;

/** Sends real traffic through the gateway of a {@link Lab} that is up, and reports what held. One thread. */
public final class Demo {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
    private static final Duration SHOW_LIMIT = Duration.ofSeconds(20);

    private final Lab lab;
    private final Volume volume;
    private final Progress progress;
    private final Report report = new Report();
    private final String server = Topology.internet().getFirst();

    /** For a lab that is up. */
    public Demo(Lab lab, Volume volume, Progress progress) {
        this.lab = lab;
        this.volume = volume;
        this.progress = progress;
    }

    /**
     * Runs all of it and prints the table.
     *
     * @param keep whether the gateway is to stay
     * @return whether everything held
     * @throws LabException if the gateway ends on the way
     */
    public boolean run(boolean keep) {
        traffic();
        String workers = askGateway();
        if (!keep) {
            attempt("the gateway ends on SIGTERM", this::stop);
        }
        progress.print("\n" + workers + "\n" + report.table());
        return conclude();
    }

    private void traffic() {
        attempt("pings", () -> Pings.small(server, volume.pings()));
        attempt("traceroute by ICMP", () -> Traceroutes.icmp(server));
        attempt("traceroute by TCP", () -> Traceroutes.tcp(server));
        attempt("traceroute by UDP", () -> Traceroutes.udp(server));
        attempt("DNS queries", Names::resolve);
        attempt("UDP echo", () -> Flows.udpHosts(volume.datagramsPerHost()));
        attempt("short TCP connections", () -> Flows.shortConnections(volume.connections()));
        attempt("TCP and UDP flows", this::transfersBesideFlows);
    }

    private Finding transfersBesideFlows() {
        Transfer transfer = new Transfer(server, progress);
        try (Program flows = Flows.openLong(volume.flows())) {
            attempt("HTTP download", () -> transfer.download(volume.downloadBytes()));
            attempt("HTTP upload", () -> transfer.upload(volume.uploadBytes()));
            return Flows.endLong(flows, volume.flows());
        }
    }

    private String askGateway() {
        progress.say("asking the gateway for its numbers");
        try (GatewayApi api = new GatewayApi()) {
            new GatewayNumbers(api::get).check().forEach(this::found);
        } catch (LabException e) {
            found(new Finding("the gateway's numbers", false, e.getMessage()));
        }
        Commands.Outcome shown = Commands.attempt(
                SHOW_LIMIT, RunFiles.home().resolve("sallyport").toString(), "show", "workers");
        found(new Finding("./sallyport show workers", shown.good(), "exit code " + shown.status()));
        return shown.output();
    }

    private Finding stop() {
        GatewayProcess.Ending ending = lab.stopGateway();
        boolean held = ending.exitCode() == 0
                && ending.took().compareTo(STOP_LIMIT) < 0
                && ending.lastLine().startsWith("ledger");
        String figure = "exit code %d after %.1f s, last line: %s"
                .formatted(ending.exitCode(), ending.took().toMillis() / 1e3, ending.lastLine());
        return new Finding("the gateway ends on SIGTERM", held, figure);
    }

    private void attempt(String what, Supplier<Finding> step) {
        lab.gateway().requireAlive();
        progress.say(what + " ...");
        try {
            found(step.get());
        } catch (LabException e) {
            found(new Finding(what, false, e.getMessage()));
        }
    }

    private void found(Finding finding) {
        report.add(finding);
        progress.say("%s: %s: %s".formatted(finding.what(), finding.held() ? "held" : "FAILED", finding.figure()));
    }

    private boolean conclude() {
        String verdict = report.allHeld()
                ? "all %d held".formatted(report.size())
                : "%d of %d FAILED".formatted(report.failed(), report.size());
        progress.print("demo: %s, %.0f s".formatted(verdict, progress.seconds()));
        return report.allHeld();
    }
}
