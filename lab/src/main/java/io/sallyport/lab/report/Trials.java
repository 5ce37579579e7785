package io.sallyport.lab.report;

import io.sallyport.lab.Lab;
import io.sallyport.lab.LabException;
import io.sallyport.lab.Progress;
import io.sallyport.lab.gateway.GatewayProcess;
import io.sallyport.lab.net.Patience;
import io.sallyport.lab.net.PortType;
import java.time.Duration;
import java.util.function.Supplier;

/** Tries one thing after the other in a {@link Lab} that is up, and adds what it finds to a {@link Report}. One thread. */
public final class Trials {
    private static final Duration STOP_LIMIT = Patience.seconds(2);

    private final Supplier<GatewayProcess> gateway;
    private final Supplier<GatewayProcess.Ending> stop;
    private final PortType type;
    private final Report report;
    private final Progress progress;

    /** For a lab that is up. */
    public Trials(Lab lab, Report report, Progress progress) {
        this.gateway = lab::gateway;
        this.stop = lab::stopGateway;
        this.type = lab.type();
        this.report = report;
        this.progress = progress;
    }

    /** For a gateway that runs without a lab, on ports that deliver no fragments as far as is known. */
    public Trials(GatewayProcess gateway, Report report, Progress progress) {
        this.gateway = () -> gateway;
        this.stop = gateway::stop;
        this.type = PortType.AF_PACKET;
        this.report = report;
        this.progress = progress;
    }

    /**
     * Tries something; trouble on the way is a finding too.
     *
     * @throws LabException if the gateway has ended
     */
    public void attempt(String what, Supplier<Finding> step) {
        gateway.get().requireAlive();
        progress.say(what + " ...");
        try {
            found(step.get());
        } catch (LabException e) {
            found(new Finding(what, false, e.getMessage()));
        }
    }

    /** Like {@link #attempt}, where the gateway's ports deliver fragments. */
    public void attemptInFragments(String what, Supplier<Finding> step) {
        if (type.deliversFragments()) {
            attempt(what, step);
        } else {
            progress.say("%s: left out, %s ports deliver no fragments".formatted(what, type));
        }
    }

    /** Adds a finding. */
    public void found(Finding finding) {
        report.add(finding);
        progress.say("%s: %s: %s".formatted(finding.what(), finding.held() ? "held" : "FAILED", finding.figure()));
    }

    /** Ends the gateway in order. */
    public void stopGateway() {
        attempt("the gateway ends on SIGTERM", this::stop);
    }

    private Finding stop() {
        GatewayProcess.Ending ending = stop.get();
        boolean held = ending.exitCode() == 0
                && ending.took().compareTo(STOP_LIMIT) < 0
                && ending.lastLine().startsWith("ledger");
        String figure = "exit code %d after %.1f s, last line: %s"
                .formatted(ending.exitCode(), ending.took().toMillis() / 1e3, ending.lastLine());
        return new Finding("the gateway ends on SIGTERM", held, figure);
    }
}
