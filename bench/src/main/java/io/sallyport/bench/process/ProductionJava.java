package io.sallyport.bench.process;

import java.util.ArrayList;
import java.util.List;

/** Another JVM with the flags of this one, which are those that {@code ./sallyport} starts a gateway with. */
public final class ProductionJava {
    private static final String THIS_MAIN = "io.sallyport.bench.Main";

    private ProductionJava() {}

    /**
     * The command line of a JVM.
     *
     * @param flags further ones, which win over those of this JVM
     * @throws IllegalStateException if this process does not know its own command line
     */
    public static List<String> command(List<String> flags, String mainClass, List<String> arguments) {
        ProcessHandle.Info own = ProcessHandle.current().info();
        List<String> command = new ArrayList<>();
        command.add(own.command().orElseThrow());
        for (String argument : own.arguments().orElseThrow()) {
            if (argument.equals(THIS_MAIN)) {
                command.addAll(flags);
                command.add(mainClass);
                command.addAll(arguments);
                return command;
            }
            command.add(argument);
        }
        throw new IllegalStateException("not started by ./sallyport bench: " + String.join(" ", command));
    }
}
