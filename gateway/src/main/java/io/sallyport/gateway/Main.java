package io.sallyport.gateway;

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
        int code = new CommandLine(new Main()).execute(arguments);
        if (code != RunCommand.STAYS) {
            System.exit(code);
        }
    }
}
