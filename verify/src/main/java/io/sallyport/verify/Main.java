package io.sallyport.verify;

import io.sallyport.verify.boxes.BoxesCommand;
import io.sallyport.verify.conformance.ConformanceCommand;
import io.sallyport.verify.fuzz.FuzzCommand;
import io.sallyport.verify.mutant.MutantsCommand;
import io.sallyport.verify.protocol.ProtocolCommand;
import io.sallyport.verify.run.ModelCommand;
import io.sallyport.verify.simulation.SimulationCommand;
import io.sallyport.verify.torn.CorruptionCommand;
import io.sallyport.verify.torn.TornCommand;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** {@code sallyport verify COMMAND}: for those who doubt. */
public final class Main {
    /** Every command, in the order to list them. A new one is one line here. */
    private static final List<VerifyCommand> COMMANDS = List.of(
            new VerifyCommand(
                    "model", "random traffic through the gateway and an independent model", ModelCommand::run),
            new VerifyCommand(
                    "simulation",
                    "many workers on one thread in every order, with short rings, stalls and restarts",
                    SimulationCommand::run),
            new VerifyCommand("torn", "a gateway killed between any two stores to its sessions", TornCommand::run),
            new VerifyCommand(
                    "corruption", "sessions taken over from lines with flipped bits and worse", CorruptionCommand::run),
            new VerifyCommand("boxes", "which boxes of the checklist the last tests have shown", BoxesCommand::run),
            new VerifyCommand(
                    "conformance",
                    "writes docs/conformance.md: what the RFCs ask for, and the tests that show it",
                    ConformanceCommand::run),
            new VerifyCommand(
                    "mutants", "faults put in on purpose: does the simulation find them", MutantsCommand::run),
            new VerifyCommand(
                    "protocol", "every order of what workers do with each other, in a model", ProtocolCommand::run),
            new VerifyCommand("fuzz", "broken and bent frames, every memory access checked", FuzzCommand::run));

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /** Runs the command that the first argument names. Returns what it returns; 2 if there is no such command. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length == 0) {
            err.print(usage());
            return ExitCode.WRONG_USE;
        }
        String name = arguments[0];
        if (List.of("--help", "-h", "help").contains(name)) {
            out.print(usage());
            return ExitCode.GOOD;
        }
        for (VerifyCommand command : COMMANDS) {
            if (command.name().equals(name)) {
                return command.run().applyAsInt(Arrays.copyOfRange(arguments, 1, arguments.length));
            }
        }
        err.print("sallyport: 'verify " + name + "' does not exist; there is:\n" + list());
        return ExitCode.WRONG_USE;
    }

    private static String usage() {
        return "Usage: ./sallyport verify COMMAND [OPTIONS]\n" + list()
                + "./sallyport verify COMMAND --help tells more.\n"
                + "Exit codes: 0 good, 1 a check said no, 2 wrong use, 3 something is missing on this machine.\n";
    }

    private static String list() {
        StringBuilder lines = new StringBuilder();
        for (VerifyCommand command : COMMANDS) {
            lines.append("  %-13s %s%n".formatted(command.name(), command.does()));
        }
        lines.append("  %-13s %s%n"
                .formatted("restart", "in the lab: a gateway killed and replaced beside flows that go on"));
        return lines.toString();
    }
}
