package io.sallyport.lab;

import io.sallyport.lab.gateway.Example;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.PortType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./sallyport lab}. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = "A lab that stays: two namespaces and a gateway between them.")
final class LabCommand {
    /** Sides of the gateway. */
    enum Side {
        CLIENT(Namespace.CLIENT),
        SERVER(Namespace.SERVER);

        private final Namespace namespace;

        Side(Namespace namespace) {
            this.namespace = namespace;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Command(name = "up", mixinStandardHelpOptions = true, description = "Builds the lab and leaves it running.")
    int up(
            @Option(
                            names = "--ports",
                            defaultValue = "tap",
                            description =
                                    "DPDK ports of the gateway: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
                    PortType ports) {
        Progress progress = new Progress(System.out);
        try (Lab lab = newLab(ports, Example.LAB, progress)) {
            lab.up();
            lab.keep();
        }
        progress.print(howToLookAround());
        return 0;
    }

    @Command(
            name = "down",
            mixinStandardHelpOptions = true,
            description = "Takes the lab down, whoever built it; also what a crash left.")
    int down() {
        Machine.requireRoot();
        System.out.println(Lab.removeLeftovers() ? "the lab is gone" : "there was no lab");
        return 0;
    }

    @Command(name = "exec", mixinStandardHelpOptions = true, description = "Runs a command in one of the namespaces.")
    int exec(
            @Parameters(index = "0", paramLabel = "SIDE", description = "${COMPLETION-CANDIDATES}") Side side,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "What to run there.")
                    List<String> command)
            throws IOException, InterruptedException {
        if (!side.namespace.exists()) {
            throw LabException.environment(
                    "there is no namespace %s. Type: ./sallyport lab up".formatted(side.namespace.id()));
        }
        return new ProcessBuilder(side.namespace.inside(command))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** A lab that is taken down however this process ends. */
    static Lab newLab(PortType ports, Example example, Progress progress) {
        return takenDown(new Lab(ports, example, progress));
    }

    /** The same lab, which is taken down however this process ends. */
    static Lab takenDown(Lab lab) {
        Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "lab-down"));
        return lab;
    }

    static String howToLookAround() {
        return """

                The lab stays. To look around:
                  ./sallyport show workers                      (or interfaces, drops, handoff, ledger, sessions, pools)
                  ./sallyport lab exec client ping 192.0.2.10   (client: 10.0.0.2 and on; server: 192.0.2.10 to .13)
                  tail -f %s
                To end it:
                  ./sallyport lab down""".formatted(RunFiles.log());
    }
}
