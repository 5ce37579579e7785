package io.sallyport.bench.start;

import io.sallyport.bench.process.ProductionJava;
import io.sallyport.bench.process.RunningGateway;
import io.sallyport.bench.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sallyport bench start}: seconds from the start of a gateway's process to {@code ready}, four workers with a million sessions
 * each over devices that carry nothing; and how fast a worker is in its first second.
 */
@Command(
        name = "start",
        description = "Measures how long a start takes, and how fast the first packets are.",
        mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {
    private static final String CONFIGURATION = """
            mode: "lab"
            workers: {count: 4}
            dpdk: {hugepages: auto}
            interfaces:
              - {port: net_null0, devargs: "net_null0,no-rx=1", role: inside, address: 10.0.0.1/24, mtu: 1500}
              - {port: net_null1, devargs: "net_null1,no-rx=1", role: outside, address: 198.51.100.2/24, mtu: 1500}
            routes:
              - {to: 0.0.0.0/0, via: 198.51.100.1}
            nat:
              pools: [{name: public, addresses: [203.0.113.0/25]}]
              limits: {sessions-per-worker: 1000000}
            """;

    @Option(names = "--runs", description = "Starts per figure, of which the median counts (default ${DEFAULT-VALUE}).")
    private int runs = 3;

    @Override
    public Integer call() throws IOException {
        List<Double> ready = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            try (Scratch scratch = new Scratch()) {
                ready.add(seconds(scratch.folder()));
            }
        }
        double warm = share("warm");
        double cold = share("cold");
        System.out.printf(
                Locale.ROOT,
                "bench start: ready in %.2f s (4 workers, 1,000,000 sessions each; median of %d); first second / steady: %.0f %%, without warm-up %.0f %%%n",
                median(ready),
                runs,
                100 * warm,
                100 * cold);
        return 0;
    }

    private static double seconds(Path folder) throws IOException {
        try (RunningGateway gateway = new RunningGateway(folder, List.of(), CONFIGURATION)) {
            System.out.printf(
                    Locale.ROOT,
                    "ready after %.2f s, %.2f s of CPU time%n",
                    gateway.readySeconds(),
                    gateway.cpuSeconds());
            return gateway.readySeconds();
        }
    }

    private double share(String how) throws IOException {
        List<Double> shares = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            Process process = new ProcessBuilder(
                            ProductionJava.command(List.of(), FirstSecond.class.getName(), List.of(how)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String line = process.inputReader().readLine();
            if (line == null) {
                throw new IOException("the JVM for the first second printed nothing; its error is above");
            }
            String[] rates = line.split(" ", 2);
            double first = Double.parseDouble(rates[0]);
            double steady = Double.parseDouble(rates[1]);
            System.out.printf(Locale.ROOT, "%s: %.2f Mpps in the first second, %.2f Mpps steady%n", how, first, steady);
            shares.add(first / steady);
        }
        return median(shares);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
