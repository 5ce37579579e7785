package io.sallyport.verify.torn;

import io.sallyport.verify.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What the commands of this package can be told, and how they tell what came of it. */
final class StoryOptions {
    @Option(names = "--cases", paramLabel = "N", description = "How many cases (default ${DEFAULT-VALUE}).")
    private long cases = 10_000;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the first story (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "T", description = "Threads, 1 to 64 (default: one per CPU).")
    private int threads = Math.min(64, Runtime.getRuntime().availableProcessors());

    StoryOptions() {}

    /** Turns assertions on for what is not loaded yet: all of the data plane. */
    static void assertionsOn() {
        ClassLoader.getSystemClassLoader().setDefaultAssertionStatus(true);
    }

    /**
     * Tells the stories, and then what came of them.
     *
     * @param groups of the tally, each of which is a line
     */
    int tell(String name, Stories.Story story, List<String> groups, CommandLine line) throws InterruptedException {
        if (cases < 1) {
            throw new ParameterException(line, "--cases " + cases + ": at least 1 is needed");
        }
        if (threads < 1 || threads > 64) {
            throw new ParameterException(line, "--threads " + threads + ": 1 to 64 are allowed");
        }
        long begun = System.nanoTime();
        Stories stories = new Stories(story, seed, cases, threads);
        PrintWriter out = line.getOut();
        Stories.Bad bad = stories.run(told -> say(out, "%s: %,d cases".formatted(name, told)));
        if (bad != null) {
            say(
                    out,
                    "%s: FINDING, seed %d: %s"
                            .formatted(name, bad.seed(), bad.finding().getMessage()));
            say(out, "%s: %s".formatted(name, SceneMaker.make(bad.seed()).describe()));
            if (bad.finding().getCause() != null) {
                say(out, stack(bad.finding().getCause()));
            }
        }
        groups.forEach(group -> say(out, name + ": " + stories.tally().line(group)));
        say(
                out,
                "%s: %,d cases, %d threads, %.0f s, %s, seed=%d"
                        .formatted(
                                name,
                                stories.tally().get(Stories.CASES),
                                threads,
                                (System.nanoTime() - begun) / 1e9,
                                bad == null ? "no finding" : "1 finding",
                                bad == null ? seed : bad.seed()));
        return bad == null ? ExitCode.GOOD : ExitCode.REFUSED;
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }

    private static void say(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }
}
