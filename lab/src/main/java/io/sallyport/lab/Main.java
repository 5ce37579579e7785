package io.sallyport.lab;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Start of the commands {@code demo}, {@code lab}, {@code verify restart} and {@code vm}. */
@Command(
        name = "./sallyport",
        subcommands = {DemoCommand.class, LabCommand.class, VerifyCommand.class, VmCommand.class})
public final class Main {
    private Main() {}

    /** Exits with 0 if all was well, 1 if a check said no, 2 on wrong use, 3 if this machine lacks something. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // What follows `lab exec SIDE` belongs to the command that is run there.
        line.setStopAtPositional(true);
        line.setExecutionExceptionHandler((exception, command, parsed) -> report(exception));
        System.exit(line.execute(arguments));
    }

    private static int report(Exception exception) throws Exception {
        if (exception instanceof LabException trouble) {
            System.out.flush();
            System.err.println("sallyport: " + trouble.getMessage());
            return trouble.exitCode();
        }
        throw exception;
    }
}
