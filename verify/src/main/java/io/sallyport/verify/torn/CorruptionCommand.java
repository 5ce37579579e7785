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

/** {@code sallyport verify corruption}: sessions are taken over from damaged lines. */
@Command(
        name = "./sallyport verify corruption",
        description = {
            "Flips bits, overwrites blocks and copies lines over others in images of the session lines of gateways under random traffic,",
            "has another gateway take over what is there, and checks that what comes back is what there was and all else is counted."
        },
        footer = "Exit codes: 0 no finding, 1 a finding, 2 wrong use, 3 the machine lacks something.",
        mixinStandardHelpOptions = true)
public final class CorruptionCommand implements Callable<Integer> {
    @Mixin
    private final StoryOptions options = new StoryOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private CorruptionCommand() {}

    /** Runs the command; returns its exit code. */
    public static int run(String[] arguments) {
        return run(arguments, System.out, System.err);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        StoryOptions.assertionsOn();
        return ExitCode.of(new CommandLine(new CorruptionCommand()), arguments, out, err);
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        return options.tell(
                "corruption", new CorruptionStory(), List.of("cases", "damages", "records", "discarded"), line);
    }
}
