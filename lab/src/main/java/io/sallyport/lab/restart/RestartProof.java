package io.sallyport.lab.restart;

import io.sallyport.lab.Lab;
import io.sallyport.lab.LabException;
import io.sallyport.lab.Progress;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.gateway.GatewayProcess;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Report;
import io.sallyport.lab.report.Trials;
import io.sallyport.lab.traffic.Outcome;
import io.sallyport.lab.traffic.RestartTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Kills the gateway again and again, and replaces it once, beside flows that have to go on (checklist C13.5). One thread. */
public final class RestartProof {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long LEAST_PATIENCE = 5;
    private static final long SECOND = 1_000_000_000;
    /** Of {@link Topology#hosts()}, so that 64 are left. */
    private static final int FIRST_HOST = 1;

    private final Lab lab;
    private final Extent extent;
    private final Progress progress;
    private final Report report = new Report();
    private final Trials trials;
    private Mappings mappings = new Mappings(Map.of());

    /** In a lab that is up, whose gateway has room for what {@code extent} says. */
    public RestartProof(Lab lab, Extent extent, Progress progress) {
        this.lab = lab;
        this.extent = extent;
        this.progress = progress;
        this.trials = new Trials(lab, report, progress);
    }

    /**
     * Runs all of it and prints the table.
     *
     * @param keep whether the gateway is to stay
     * @return whether everything held
     * @throws LabException if the gateway does not start again
     */
    public boolean run(boolean keep) {
        try (Program traffic = Program.startBusy(
                Namespace.CLIENT,
                RestartTraffic.class,
                String.valueOf(extent.downloads()),
                String.valueOf(extent.flows()),
                String.join(",", hosts()),
                String.join(",", Topology.internet()))) {
            traffic.awaitLine("open", LIMIT);
            progress.say("%d downloads and %d idle flows are open".formatted(extent.downloads(), extent.flows()));
            prepare();
            kills(traffic);
            if (!extent.forget()) {
                standby(traffic);
                replacement(traffic); // who keeps nothing cannot be found by its successor
            }
            downloads(traffic);
        }
        if (!keep) {
            trials.stopGateway();
        }
        progress.print("\n" + report.table());
        progress.print("verify restart: %s, %.0f s".formatted(report.verdict(), progress.seconds()));
        return report.allHeld();
    }

    private static List<String> hosts() {
        List<String> all = Topology.hosts();
        return all.subList(FIRST_HOST, all.size());
    }

    private void prepare() {
        try (GatewayApi api = new GatewayApi()) {
            if (extent.sessions() > 0) {
                TableFill.run(extent.sessions(), new Numbers(api::get), progress);
            }
            mappings = Mappings.of(api::get);
        }
    }

    private void kills(Program traffic) {
        rounds(traffic, "kill", "each kill", () -> {}, () -> {
            lab.killGateway();
            lab.startGatewayAgain();
        });
    }

    private void standby(Program traffic) {
        rounds(traffic, "kill beside a standby", "each kill beside ./sallyport standby", lab::startStandby, () -> {
            lab.killGateway();
            lab.awaitStandby();
        });
    }

    private void rounds(Program traffic, String what, String after, Runnable before, Runnable restart) {
        List<Round> rounds = new ArrayList<>();
        for (int number = 1; number <= extent.rounds(); number++) {
            before.run();
            Round round = round(traffic, restart);
            rounds.add(round);
            say("%s %d of %d".formatted(what, number, extent.rounds()), round);
        }
        new RoundChecks(after, rounds, extent).findings(mappings.size()).forEach(report::add);
    }

    private void replacement(Program traffic) {
        List<GatewayProcess.Ending> endings = new ArrayList<>();
        Round round = round(traffic, () -> endings.add(lab.replaceGateway()));
        say("./sallyport restart", round);
        new RoundChecks("./sallyport restart", List.of(round), extent)
                .findings(mappings.size())
                .forEach(report::add);
        GatewayProcess.Ending ending = endings.getFirst();
        report.add(new Finding(
                "./sallyport restart: the gateway before ends in order",
                ending.exitCode() == 0 && ending.lastLine().endsWith("difference=0"),
                "exit code %d, last line: %s".formatted(ending.exitCode(), ending.lastLine())));
    }

    private Round round(Program traffic, Runnable restart) {
        long before = sessions();
        traffic.tell("round");
        long began = System.nanoTime();
        restart.run();
        long ended = System.nanoTime();
        traffic.tell("check %d %d".formatted(ended, patience(ended - began)));
        Outcome seen = traffic.awaitOutcome(LIMIT);
        try (GatewayApi api = new GatewayApi()) {
            Numbers numbers = new Numbers(api::get);
            JsonNode restored = numbers.restored();
            return new Round(
                    before,
                    restored.path("sessions").asLong(0),
                    numbers.total("session_miss"),
                    numbers.ledgerDifference(),
                    Mappings.of(api::get).differenceTo(mappings),
                    seen);
        }
    }

    /** In seconds: a kernel waits twice as long after each segment that it sends again, so up to twice as long as it was without answer. */
    private static long patience(long nanos) {
        return LEAST_PATIENCE + 2 * nanos / SECOND;
    }

    private long sessions() {
        lab.gateway().requireAlive();
        try (GatewayApi api = new GatewayApi()) {
            return new Numbers(api::get).total("sessions_active");
        }
    }

    private void say(String what, Round round) {
        String said = RunFiles.lines(RunFiles.output()).stream()
                .filter(line -> line.startsWith("restored "))
                .findFirst()
                .orElse("it restored nothing");
        progress.say("%s: %.2f s without packets, downloads silent for %.2f s at most; %s"
                .formatted(what, round.outage(), round.silence(), said));
    }

    private void downloads(Program traffic) {
        traffic.tell("end");
        Outcome outcome = traffic.awaitOutcome(LIMIT);
        String figure = "SHA-256 equal %d times".formatted(outcome.get("right"));
        boolean held = outcome.get("right") == extent.downloads();
        report.add(new Finding(
                "all %d downloads are right to the end".formatted(extent.downloads()),
                held,
                held ? figure : figure + "; " + traffic.output()));
    }
}
