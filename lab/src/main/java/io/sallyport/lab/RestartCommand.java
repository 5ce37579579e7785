package io.sallyport.lab;

import io.sallyport.lab.gateway.Example;
import io.sallyport.lab.gateway.LabConfiguration;
import io.sallyport.lab.gateway.Launch;
import io.sallyport.lab.kernel.GracePeriods;
import io.sallyport.lab.net.PortType;
import io.sallyport.lab.restart.Extent;
import io.sallyport.lab.restart.RestartProof;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sallyport verify restart}. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description =
                "Kills a gateway in the lab and starts it again, over and over, beside downloads and idle flows that have to go on.")
final class RestartCommand implements Callable<Integer> {
    private static final int MOST_SESSIONS = 4_000_000;
    private static final int MANY_SESSIONS = 100_000;
    private static final double SECONDS_WITH_MANY = 4;
    private static final double SECONDS = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rounds",
            defaultValue = "20",
            description = "How often the gateway is killed; ${DEFAULT-VALUE} if not given.")
    private int rounds = 20;

    @Option(names = "--downloads", defaultValue = "50", description = "${DEFAULT-VALUE} if not given.")
    private int downloads = 50;

    @Option(
            names = "--flows",
            defaultValue = "200",
            description = "Idle ones, half of them TCP and half UDP; ${DEFAULT-VALUE} if not given.")
    private int flows = 200;

    @Option(
            names = "--sessions",
            defaultValue = "0",
            description = "Sessions of other hosts that are there beside them, all workers together: 0 to 4000000.")
    private int sessions;

    @Option(
            names = "--within",
            description =
                    "Seconds after which packets have to flow again; 2 if not given, 4 with more than 100000 sessions.")
    private double within;

    @Option(
            names = "--forget",
            description = "With a gateway that forgets its sessions when it ends: shows that the checks can fail.")
    private boolean forget;

    @Option(names = "--keep", description = "Leave the lab and the gateway running afterwards.")
    private boolean keep;

    @Option(
            names = "--ports",
            defaultValue = "af_packet",
            description =
                    "DPDK ports of the gateway: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given, whose far ends stay when the gateway ends, as a wire's do.")
    private PortType ports = PortType.AF_PACKET;

    @Override
    public Integer call() {
        Map.of("--rounds", rounds, "--downloads", downloads, "--flows", flows).forEach(this::requireOne);
        if (sessions < 0 || sessions > MOST_SESSIONS) {
            throw new ParameterException(
                    spec.commandLine(), "--sessions is %d; 0 to %d are possible".formatted(sessions, MOST_SESSIONS));
        }
        Extent extent = new Extent(rounds, downloads, flows, sessions, ports.queues(), seconds(), forget);
        Progress progress = new Progress(System.out);
        hurryGracePeriods(progress);
        try (Lab lab = LabCommand.takenDown(new Lab(ports, configuration(extent), Launch.of(ports), progress))) {
            lab.up();
            boolean held = new RestartProof(lab, extent, progress).run(keep);
            if (keep) {
                lab.keep();
                progress.print(LabCommand.howToLookAround());
            }
            return held ? 0 : LabException.FAILED;
        }
    }

    /** Until this process ends, however it does. */
    private static void hurryGracePeriods(Progress progress) {
        GracePeriods periods = GracePeriods.hurried();
        Runtime.getRuntime().addShutdownHook(new Thread(periods::close, "grace-periods"));
        progress.say(
                periods.areHurried()
                        ? "the kernel hurries its grace periods (rcu_expedited), which the sockets of net_af_packet wait for"
                        : "the kernel's grace periods cannot be hurried: each restart waits for some, as net_af_packet's sockets do");
    }

    private double seconds() {
        return within > 0 ? within : sessions > MANY_SESSIONS ? SECONDS_WITH_MANY : SECONDS;
    }

    private void requireOne(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), "%s is %d; at least 1".formatted(option, value));
        }
    }

    private String configuration(Extent extent) {
        String configuration =
                LabConfiguration.withRoomFor(LabConfiguration.of(Example.RESTART, ports), extent.sessionsPerWorker());
        return forget ? LabConfiguration.forgetful(configuration) : configuration;
    }
}
