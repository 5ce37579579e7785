package io.sallyport.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The {@code sallyport} command. */
public final class Main {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, String> environment;

    private Main(PrintWriter out, PrintWriter err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
        int exitCode = run(List.of(arguments), out, err, System.getenv());
        System.exit(exitCode);
    }

    /**
     * Runs the command line.
     *
     * @param environment variables; {@code SALLYPORT_API} is looked at
     * @return the exit code: 0 good, 1 a check said no, 2 wrong use, 3 no gateway answers
     */
    public static int run(List<String> arguments, PrintWriter out, PrintWriter err, Map<String, String> environment) {
        int exitCode = new Main(out, err, environment).run(arguments);
        out.flush();
        err.flush();
        return exitCode;
    }

    private int run(List<String> arguments) {
        if (arguments.isEmpty() || List.of("--help", "-h", "help").contains(arguments.getFirst())) {
            out.print(HelpText.product());
            return arguments.isEmpty() ? ExitCode.WRONG_USE : ExitCode.GOOD;
        }
        try {
            refuseCommandsOfTheLauncher(arguments.getFirst());
            return parsed(arguments);
        } catch (CommandFailure e) {
            err.println("sallyport: " + e.getMessage());
            return e.exitCode();
        } catch (ParameterException e) {
            err.println("sallyport: " + e.getMessage());
            err.println("'" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help' lists what is allowed.");
            return ExitCode.WRONG_USE;
        }
    }

    private static void refuseCommandsOfTheLauncher(String name) {
        for (ProductCommand command : ProductCommand.ALL) {
            if (!command.here() && command.name().equals(name)) {
                throw new CommandFailure(
                        ExitCode.WRONG_USE,
                        "'" + name + "' is started by the launcher: ./sallyport " + command.synopsis());
            }
        }
    }

    private int parsed(List<String> arguments) {
        CommandSpec root = CommandSpec.create().name("sallyport");
        root.addSubcommand("show", ShowCommand.spec().addOption(HelpText.option()));
        root.addSubcommand(RssCommand.NAME, RssCommand.spec());
        ParseResult line = new CommandLine(root).parseArgs(arguments.toArray(String[]::new));
        ParseResult command = line.subcommand();
        return command.commandSpec().name().equals(RssCommand.NAME) ? checkRss(command) : show(command);
    }

    private int checkRss(ParseResult line) {
        if (line.isUsageHelpRequested()) {
            line.commandSpec().commandLine().usage(out, CommandLine.Help.Ansi.OFF);
            return ExitCode.GOOD;
        }
        RssCheck check = RssCommand.run(line, environment);
        out.print(check.text());
        return check.good() ? ExitCode.GOOD : ExitCode.NO;
    }

    private int show(ParseResult show) {
        ParseResult what = show.subcommand();
        if (what == null) {
            out.print(ShowCommand.list());
        } else if (what.isUsageHelpRequested()) {
            what.commandSpec().commandLine().usage(out, CommandLine.Help.Ansi.OFF);
        } else {
            out.print(ShowCommand.run(view(what.commandSpec().name()), what, environment));
        }
        return ExitCode.GOOD;
    }

    private static View view(String name) {
        return View.ALL.stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
