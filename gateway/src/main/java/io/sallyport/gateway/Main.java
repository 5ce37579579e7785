package io.sallyport.gateway;

import io.sallyport.dpdk.Eal;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that are the gateway: {@code sallyport run} and {@code sallyport check}. */
@Command(
        name = "sallyport",
        description = "A NAT44 gateway on DPDK.",
        subcommands = {RunCommand.class, CheckCommand.class},
        mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its {@link ExitCode}. */
    public static void main(String[] arguments) {
        int code = RunArguments.plain(arguments)
                .map(Main::run)
                .orElseGet(() -> new CommandLine(new Main()).execute(arguments));
        if (code != RunCommand.STAYS) {
            System.exit(code);
        }
    }

    /** As picocli does it: what nobody foresaw is told in full, and ends the process. */
    private static int run(RunArguments plain) {
        // beside the reading of the configuration: what it finds wrong is asked for again when DPDK is started
        Thread.ofPlatform().name("dpdk-load").daemon().start(Eal::availability);
        try {
            return new RunCommand(plain).call();
        } catch (RuntimeException unforeseen) {
            LoggerFactory.getLogger(Main.class).error("the gateway could not be started", unforeseen);
            return ExitCode.FAILED;
        }
    }
}
