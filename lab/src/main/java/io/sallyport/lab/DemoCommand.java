package io.sallyport.lab;

import io.sallyport.lab.demo.Demo;
import io.sallyport.lab.demo.Volume;
import io.sallyport.lab.feature.Features;
import io.sallyport.lab.gateway.Example;
import io.sallyport.lab.load.Asymmetry;
import io.sallyport.lab.load.Overload;
import io.sallyport.lab.net.PortType;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sallyport demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Builds a lab on this machine, sends real traffic through a real gateway and prints what held.")
final class DemoCommand implements Callable<Integer> {
    private static final int LEAST_SECONDS = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup
    private Kind kind = new Kind();

    @Option(
            names = "--ports",
            defaultValue = "tap",
            description =
                    "DPDK ports of the gateway: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given. docs/lab.md compares them.")
    private PortType ports = PortType.TAP;

    @Override
    public Integer call() {
        Progress progress = new Progress(System.out);
        boolean held = run(progress);
        return held ? 0 : LabException.FAILED;
    }

    private boolean run(Progress progress) {
        if (kind.features) {
            return features(progress);
        }
        if (kind.asymmetry) {
            return asymmetry(progress);
        }
        return kind.flood.overload ? overload(progress) : demo(progress);
    }

    private boolean overload(Progress progress) {
        requireTap("--overload");
        if (kind.flood.seconds < LEAST_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--seconds is %d; at least %d, so that the downloads are looked at"
                            .formatted(kind.flood.seconds, LEAST_SECONDS));
        }
        try (Lab lab = LabCommand.newLab(ports, Example.OVERLOAD, progress)) {
            lab.up();
            return new Overload(lab, kind.flood.seconds, progress).run();
        }
    }

    private boolean asymmetry(Progress progress) {
        requireTap("--asymmetry");
        try (Lab lab = LabCommand.newLab(ports, Example.LAB, progress)) {
            lab.up();
            return new Asymmetry(lab, progress).run();
        }
    }

    private void requireTap(String option) {
        if (ports != PortType.TAP) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s with --ports %s: it is for tap ports only, whose queues the lab can steer"
                            .formatted(option, ports));
        }
    }

    private boolean features(Progress progress) {
        return new Features(example -> LabCommand.newLab(ports, example, progress), progress).run();
    }

    private boolean demo(Progress progress) {
        try (Lab lab = LabCommand.newLab(ports, Example.LAB, progress)) {
            lab.up();
            boolean held =
                    new Demo(lab, kind.traffic.quick ? Volume.QUICK : Volume.FULL, progress).run(kind.traffic.keep);
            if (kind.traffic.keep) {
                lab.keep();
                progress.print(LabCommand.howToLookAround());
            }
            return held;
        }
    }

    /** The demo's kinds. */
    static final class Kind {
        @Option(
                names = "--features",
                description =
                        "Instead, show what else translation does: fragments, path MTU, hairpin, STUN, a full pool and more.")
        private boolean features;

        @Option(
                names = "--asymmetry",
                description =
                        "Instead, let all packets from inside arrive at one worker and all from outside at another, and compare counts with both peers'.")
        private boolean asymmetry;

        @ArgGroup(exclusive = false)
        private Flood flood = new Flood();

        @ArgGroup(exclusive = false)
        private Traffic traffic = new Traffic();
    }

    /** Options of the demo that sends too much. */
    static final class Flood {
        @Option(
                names = "--overload",
                required = true,
                description =
                        "Instead, send new flows faster than the gateway can take them, beside downloads that go on.")
        private boolean overload;

        @Option(
                names = "--seconds",
                defaultValue = "60",
                description = "How long the flood lasts; $" + "{DEFAULT-VALUE} if not given.")
        private int seconds = 60;
    }

    /** Options of the demo that sends much traffic. */
    static final class Traffic {
        @Option(names = "--keep", description = "Leave the lab and the gateway running afterwards.")
        private boolean keep;

        @Option(names = "--quick", description = "A twentieth of the traffic.")
        private boolean quick;
    }
}
