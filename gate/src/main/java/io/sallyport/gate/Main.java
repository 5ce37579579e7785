package io.sallyport.gate;

import io.sallyport.lab.LabException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Start of the commands {@code gate}, {@code doctor} and {@code verify vm}. */
@Command(
        name = "./sallyport",
        subcommands = {GateCommand.class, DoctorCommand.class, VerifyCommand.class})
public final class Main {
    private Main() {}

    /** Exits with 0 on GO, 1 on NO-GO, 2 on wrong use, 3 if this machine lacks something. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
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
