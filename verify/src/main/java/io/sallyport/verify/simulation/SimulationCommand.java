package io.sallyport.verify.simulation;

import io.sallyport.verify.ExitCode;
import io.sallyport.verify.check.Finding;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code sallyport verify simulation}: many workers on one thread, in every order. */
@Command(
        name = "./sallyport verify simulation",
        description = {
            "Tells one story for each seed: real workers, stepped by one thread in an order that the seed gives, with short rings,",
            "full queues, stalled workers, lost neighbors, restarts; and checks after every step what must always hold.",
            "Stops at the first finding and tells the shortest story of it that it can find."
        },
        footer = "Exit codes: 0 no finding, 1 a finding, 2 wrong use, 3 the machine lacks something.",
        mixinStandardHelpOptions = true)
public final class SimulationCommand implements Callable<Integer> {
    private static final long SHRINK_NANOS = 60_000_000_000L;

    @Option(names = "--seeds", paramLabel = "N", description = "How many stories (default ${DEFAULT-VALUE}).")
    private long seeds = 100_000;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the first story (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "T", description = "Threads, 1 to 64 (default: one per CPU).")
    private int threads = Math.min(64, Runtime.getRuntime().availableProcessors());

    @Option(names = "--trace", description = "Writes down the story of --seed, line by line, and tells no other.")
    private boolean trace;

    @Option(names = "--json", description = "Prints what was covered as JSON instead of lines.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private SimulationCommand() {}

    /** Runs the command; returns its exit code. */
    public static int run(String[] arguments) {
        return run(arguments, System.out, System.err);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        ClassLoader.getSystemClassLoader()
                .setDefaultAssertionStatus(true); // for what is not loaded yet: all of the data plane
        return ExitCode.of(new CommandLine(new SimulationCommand()), arguments, out, err);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1) {
            throw wrong("--seeds " + seeds + ": at least 1 is needed");
        }
        if (threads < 1 || threads > 64) {
            throw wrong("--threads " + threads + ": 1 to 64 are allowed");
        }
        return trace ? one() : all();
    }

    private int all() throws InterruptedException {
        long begun = System.nanoTime();
        SimulationRun run = new SimulationRun(seed, seeds, threads);
        SimulationRun.Bad bad = run.run(told -> {
            if (!json) {
                say("simulation: %,d stories".formatted(told));
            }
        });
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (json) {
            say(json(run.tally(), bad, seconds));
        } else {
            if (bad != null) {
                tell(bad);
            }
            Report.lines(run.tally()).forEach(this::say);
            say("simulation: %,d stories, %,d packets, %,d turns, %d threads, %.0f s, %,.0f stories/s, %s, seed=%d"
                    .formatted(
                            run.told(),
                            run.tally().get(Tally.Of.PACKETS),
                            run.tally().get(Tally.Of.TURNS),
                            threads,
                            seconds,
                            run.told() / seconds,
                            bad == null ? "no finding" : "1 finding",
                            bad == null ? seed : bad.seed()));
        }
        return bad == null ? ExitCode.GOOD : ExitCode.REFUSED;
    }

    private static String json(Tally tally, SimulationRun.@Nullable Bad bad, double seconds) {
        Map<String, Object> all = new LinkedHashMap<>(tally.numbers());
        all.put("seconds", seconds);
        if (bad != null) {
            all.put(
                    "finding",
                    Map.of(
                            "seed",
                            bad.seed(),
                            "kind",
                            bad.finding().kind(),
                            "what",
                            "" + bad.finding().getMessage()));
        }
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    /** Makes the story of a finding short and writes it down. */
    private void tell(SimulationRun.Bad bad) {
        say("simulation: FINDING, seed %d: %s"
                .formatted(bad.seed(), bad.finding().getMessage()));
        Scenario scenario = ScenarioMaker.make(bad.seed());
        try (Rig.Desk desk = new Rig.Desk()) {
            List<Step> whole = StoryMaker.make(scenario, new Tally());
            Shrinker shrinker = new Shrinker(
                    steps -> Play.run(desk, scenario, steps, new Tally(), Trace.NONE),
                    bad.finding().kind(),
                    SHRINK_NANOS);
            List<Step> few = shrinker.shrink(whole);
            say("simulation: %d of %d steps lead to it:".formatted(few.size(), whole.size()));
            writeDown(desk, scenario, few);
        }
        say("simulation: the whole story: ./sallyport verify simulation --trace --seed " + bad.seed());
    }

    private int one() {
        Scenario scenario = ScenarioMaker.make(seed);
        try (Rig.Desk desk = new Rig.Desk()) {
            Finding finding = writeDown(desk, scenario, StoryMaker.make(scenario, new Tally()));
            say("simulation: 1 story, %s, seed=%d".formatted(finding == null ? "no finding" : "1 finding", seed));
            return finding == null ? ExitCode.GOOD : ExitCode.REFUSED;
        }
    }

    private @Nullable Finding writeDown(Rig.Desk desk, Scenario scenario, List<Step> steps) {
        say(scenario.describe());
        Finding finding = Play.run(
                desk,
                scenario,
                steps,
                new Tally(),
                (now, line) -> say("%12.6f ms %s".formatted(Play.millis(now), line.get())));
        if (finding != null) {
            say(finding.getCause() == null ? "FINDING " + finding.getMessage() : stack(finding));
        }
        return finding;
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }

    private ParameterException wrong(String what) {
        return new ParameterException(commandLine(), what);
    }

    private CommandLine commandLine() {
        return spec == null ? new CommandLine(this) : spec.commandLine();
    }

    private void say(String line) {
        commandLine().getOut().println(line);
        commandLine().getOut().flush();
    }
}
