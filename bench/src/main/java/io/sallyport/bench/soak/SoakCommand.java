package io.sallyport.bench.soak;

import io.sallyport.bench.process.RunningGateway;
import io.sallyport.bench.process.Scratch;
import io.sallyport.dpdk.ProcessThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sallyport bench soak}: one worker of a real gateway at full load, a third of the time with an idle control plane, then with a busy
 * one. Prints what kept the worker from its next turn beside what keeps a C thread from its clock, and every pause that the JVM caused.
 */
@Command(
        name = "soak",
        description = "Measures what stops a worker at full load while the control plane is busy.",
        mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
    /** The JVM compiles what is hot in the first seconds. */
    private static final int SETTLE_SECONDS = 10;

    private static final Pattern RATE = Pattern.compile("\"seconds\":10,\"rx_packets\":([0-9.E]+)");

    @Option(names = "--seconds", description = "How long the worker is under load (default ${DEFAULT-VALUE}).")
    private int seconds = 300;

    @Option(names = "--cpu", description = "CPU of the worker and of the C thread (default: the last).")
    private int cpu = Runtime.getRuntime().availableProcessors() - 1;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Scratch scratch = new Scratch()) {
            Path spin = Path.of(System.getProperty("sallyport.home", "."), "target/dist/sallyport-spin");
            Spinning spinning = Spinning.run(spin, Math.max(1, seconds / 5), cpu);
            System.out.println("spinning C thread, µs between two looks at the clock: " + spinning);
            Recording.inside(scratch.folder().resolve("inside.pcap"));
            Recording.outside(scratch.folder().resolve("outside.pcap"));
            Path log = scratch.folder().resolve("pauses.log");
            try (RunningGateway gateway = new RunningGateway(
                    scratch.folder(), List.of(JvmPauses.flag(log), "-Xlog:async"), configuration(scratch.folder()))) {
                soak(gateway, log, spinning);
            }
        }
        return 0;
    }

    private void soak(RunningGateway gateway, Path log, Spinning spinning) throws IOException, InterruptedException {
        int ignored = ProcessThreads.keepOff(List.of(cpu)); // who asks is no neighbour of a worker in production either
        Thread.sleep(1_000L * SETTLE_SECONDS);
        long idleFrom = System.nanoTime();
        Thread.sleep(1_000L * seconds / 3);
        long busyFrom = System.nanoTime();
        Gaps idleGaps = Gaps.ofWorker(gateway.ask("/v1/workers"));
        System.out.println("worker, control plane idle, µs from turn to turn: " + idleGaps);
        long answers;
        try (Questions questions = new Questions(gateway)) {
            Thread.sleep(1_000L * seconds * 2 / 3);
            answers = questions.answers();
        }
        long end = System.nanoTime();
        String workers = gateway.ask("/v1/workers");
        Gaps busyGaps = Gaps.ofWorker(workers);
        System.out.println("worker, control plane busy, µs from turn to turn: " + busyGaps);
        JvmPauses idle = JvmPauses.between(idleFrom, busyFrom, log);
        JvmPauses busy = JvmPauses.between(busyFrom, end, log);
        System.out.println("JVM pauses, control plane idle: " + idle);
        System.out.println("JVM pauses, control plane busy: " + busy + "; " + answers + " answers, "
                + gateway.logLines() + " log lines");
        System.out.printf(
                Locale.ROOT,
                "bench soak: %.2f Mpps; longest gap %.0f µs (C thread %.0f µs), 99.99 %% %.1f µs (%.1f µs); JVM pauses idle %d, busy %d, over 1 ms %d, longest %.0f µs, %.4f %% of the time (C thread away %.4f %%)%n",
                megapackets(workers),
                busyGaps.longest(),
                spinning.gaps().longest(),
                busyGaps.p9999(),
                spinning.gaps().p9999(),
                idle.pauses().size(),
                busy.pauses().size(),
                busy.overMilli(),
                busy.longest(),
                busy.percent(),
                spinning.awayPercent());
    }

    private static double megapackets(String workers) {
        Matcher found = RATE.matcher(workers);
        return found.find() ? Double.parseDouble(found.group(1)) / 1e6 : 0;
    }

    private String configuration(Path folder) {
        return """
                mode: "lab"
                workers: {count: 1, cores: [%1$d]}
                dpdk: {hugepages: off}
                interfaces:
                  - {port: net_pcap0, devargs: "net_pcap0,rx_pcap=%2$s/inside.pcap,infinite_rx=1", role: inside, address: 10.0.0.1/24}
                  - {port: net_pcap1, devargs: "net_pcap1,rx_pcap=%2$s/outside.pcap,infinite_rx=1", role: outside, address: 198.51.100.2/24}
                routes:
                  - {to: 0.0.0.0/0, via: 198.51.100.1}
                nat:
                  pools: [{name: public, addresses: [203.0.113.10]}]
                """.formatted(cpu, folder);
    }
}
