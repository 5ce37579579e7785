package io.sallyport.verify;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** What a command ends with; scripts depend on the numbers. */
public final class ExitCode {
    public static final int GOOD = 0;
    /** A check said no. */
    public static final int REFUSED = 1;
    /** The command line is wrong. */
    public static final int WRONG_USE = 2;
    /** This machine lacks something: here, what an earlier command would have left behind. */
    public static final int MISSING = 3;

    private ExitCode() {}

    /** Runs a command that picocli parses; what goes wrong is told in a line, not as a stack trace. */
    public static int of(CommandLine command, String[] arguments, PrintStream out, PrintStream err) {
        PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8);
        return command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(errors)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    errors.println("sallyport: " + failure);
                    return MISSING;
                })
                .execute(arguments);
    }
}
