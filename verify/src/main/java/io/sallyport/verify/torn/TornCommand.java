package io.sallyport.verify.torn;

import io.sallyport.verify.ExitCode;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sallyport verify torn}: a gateway is killed between any two stores. */
@Command(
        name = "./sallyport verify torn",
        description = {
            "Kills gateways under random traffic between any two stores to their session lines, has another one take over what",
            "is there, with as many workers or others, and checks that nothing came back but what was there, and all of that.",
            "A case is a turn of a worker, with a death before each of its stores and after the last."
        },
        footer = "Exit codes: 0 no finding, 1 a finding, 2 wrong use, 3 the machine lacks something.",
        mixinStandardHelpOptions = true)
public final class TornCommand implements Callable<Integer> {
    @Mixin
    private final StoryOptions options = new StoryOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private TornCommand() {}

    /** Runs the command; returns its exit code. */
    public static int run(String[] arguments) {
        return run(arguments, System.out, System.err);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        StoryOptions.assertionsOn();
        return ExitCode.of(new CommandLine(new TornCommand()), arguments, out, err);
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        return options.tell("torn", new TornStory(), List.of("cases", "deaths", "sessions"), line);
    }
}
