package io.sallyport.lab;

import io.sallyport.lab.demo.Demo;
import io.sallyport.lab.demo.Volume;
import io.sallyport.lab.net.PortType;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./sallyport demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Builds a lab on this machine, sends real traffic through a real gateway and prints what held.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--keep", description = "Leave the lab and the gateway running afterwards.")
    private boolean keep;

    @Option(names = "--quick", description = "A twentieth of the traffic.")
    private boolean quick;

    @Option(
            names = "--ports",
            defaultValue = "tap",
            description =
                    "DPDK ports of the gateway: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given. docs/lab.md compares them.")
    private PortType ports = PortType.TAP;

    @Override
    public Integer call() {
        Progress progress = new Progress(System.out);
        try (Lab lab = LabCommand.newLab(ports, progress)) {
            lab.up();
            boolean held = new Demo(lab, quick ? Volume.QUICK : Volume.FULL, progress).run(keep);
            if (keep) {
                lab.keep();
                progress.print(LabCommand.howToLookAround());
            }
            return held ? 0 : LabException.FAILED;
        }
    }
}
