package io.sallyport.lab;

import io.sallyport.lab.machine.Adapter;
import io.sallyport.lab.machine.Specification;
import io.sallyport.lab.machine.VirtualMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sallyport vm}. */
@Command(
        name = "vm",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a gateway in a virtual machine, in the foreground, as ./sallyport run does without one.",
            "Its interfaces are 0000:00:04.0 (the tap sp-in here) and 0000:00:05.0 (sp-out); its API answers on 127.0.0.1:8044."
        })
final class VmCommand implements Callable<Integer> {
    private static final int MOST_CPUS = 64;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The gateway's configuration.")
    private Path configuration = Path.of("");

    @Option(
            names = "--device",
            defaultValue = "virtio",
            description = "Its network cards: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
    private Adapter device = Adapter.VIRTIO;

    @Option(names = "--cpus", description = "CPUs of the machine; as many as here, at most 4, if not given.")
    private int cpus = Specification.CPUS;

    @Option(
            names = "--nodes",
            defaultValue = "1",
            description = "NUMA nodes, each with as many CPUs; ${DEFAULT-VALUE} if not given.")
    private int nodes = 1;

    @Option(names = "--jvm", defaultValue = "", paramLabel = "FLAGS", description = "More flags for the gateway's JVM.")
    private String jvm = "";

    @Override
    public Integer call() {
        if (!Files.isReadable(configuration)) {
            throw new ParameterException(
                    spec.commandLine(), "-c %s: there is no such file, or it may not be read".formatted(configuration));
        }
        if (cpus < 1 || cpus > MOST_CPUS) {
            throw new ParameterException(
                    spec.commandLine(), "--cpus is %d; 1 to %d are possible".formatted(cpus, MOST_CPUS));
        }
        if (nodes < 1 || cpus % nodes != 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--nodes is %d; a divisor of --cpus, which is %d, is possible".formatted(nodes, cpus));
        }
        Machine.requireRoot();
        Specification wanted = Specification.of(device).with(cpus, nodes).withJvmFlags(jvm);
        VirtualMachine machine = VirtualMachine.start(wanted, configuration, System.out, System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(machine), "stop-machine"));
        return machine.await();
    }

    /** On SIGTERM: the exit code is to be the gateway's, not that of a JVM which was ended. */
    private static void stop(VirtualMachine machine) {
        if (machine.isAlive()) {
            try {
                Runtime.getRuntime().halt(machine.stop());
            } catch (LabException e) {
                System.err.println("sallyport: " + e.getMessage());
                Runtime.getRuntime().halt(e.exitCode());
            }
        }
    }
}
