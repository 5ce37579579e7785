package io.sallyport.bench;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sallyport bench}: nanoseconds per packet of the whole path, one worker, devices in memory. */
@Command(
        name = "bench",
        description =
                "Measures the packet path of one worker in memory: 60-byte UDP frames from inside, flows at random.",
        subcommands = io.sallyport.bench.drivers.DriversCommand.class,
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    private static final int[] FLOWS = {1, 10_000, 1_000_000};
    private static final int WARM_UP = 4_000_000;

    @Option(names = "--packets", description = "Packets per figure (default ${DEFAULT-VALUE}).")
    private int packets = 8_000_000;

    private Main() {}

    /** Runs the benchmark. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() {
        try (PathRun warmUp = new PathRun(10_000)) {
            warmUp.measure(WARM_UP);
        }
        StringBuilder line = new StringBuilder("bench: memory=" + PathRun.backEnd() + "; ns/packet");
        for (int flows : FLOWS) {
            try (PathRun run = new PathRun(flows)) {
                run.measure(WARM_UP / 4);
                double nanos = run.measure(packets);
                System.out.printf(
                        Locale.ROOT, "%,d flows, %,d sessions: %.1f ns/packet%n", flows, run.sessions(), nanos);
                line.append(String.format(Locale.ROOT, " %s=%.1f", label(flows), nanos));
            }
        }
        System.out.println(line);
        return 0;
    }

    private static String label(int flows) {
        return flows >= 1_000_000 ? flows / 1_000_000 + "M" : flows >= 1_000 ? flows / 1_000 + "k" : "" + flows;
    }
}
