package io.sallyport.bench.drivers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** DPDK's own forwarder, {@code dpdk-testpmd}, in its fastest mode: what comes in one port goes out the other, untouched. */
final class Testpmd implements Running {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STATISTICS_LIMIT = Duration.ofSeconds(20);
    private static final Pattern RECEIVED_PER_SECOND = Pattern.compile("\\s*Rx-pps:\\s+(\\d+).*");
    private static final int PORTS = 2;

    private final Child process;

    private Testpmd(Child process) {
        this.process = process;
    }

    /** Starts it and waits until it forwards. */
    static Testpmd start(Bench bench, DriverCase one) {
        String main = Integer.toString(bench.cpus().generator());
        Set<Integer> forwarders = new TreeSet<>(bench.cpus().forwarders());
        String cpus = forwarders.stream().map(String::valueOf).collect(Collectors.joining(","));
        // Line by line, or its lines come when there are 4,096 bytes of them.
        List<String> command = new ArrayList<>(List.of("stdbuf", "-oL", "dpdk-testpmd"));
        command.addAll(EalArguments.of(main + "," + cpus, main, bench.serverPorts(one)));
        command.addAll(List.of(
                "--forward-mode=io",
                "--auto-start",
                "--nb-cores=" + forwarders.size(),
                "--burst=64",
                "--total-num-mbufs=16384",
                "--rxd=512",
                "--txd=512",
                "--rxq=" + bench.workers(),
                "--txq=" + bench.workers(),
                "--disable-link-check"));
        if (!one.wire().hasFarEnd()) {
            command.add("--stats-period=1");
        }
        Testpmd testpmd = new Testpmd(Child.start("testpmd", bench.folder(), command));
        try {
            testpmd.process.await(line -> line.contains("io packet forwarding"), START_LIMIT);
            return testpmd;
        } catch (DriversException notReady) {
            testpmd.close();
            throw notReady;
        }
    }

    /** Packets that both ports receive per second, over some seconds, from what it says about itself. */
    double receivedPerSecond(int seconds) {
        report();
        double sum = 0;
        for (int second = 0; second < seconds; second++) {
            sum += report();
        }
        return sum / seconds;
    }

    private double report() {
        double sum = 0;
        for (int port = 0; port < PORTS; port++) {
            String line = process.await(one -> RECEIVED_PER_SECOND.matcher(one).matches(), STATISTICS_LIMIT);
            sum += rate(line);
        }
        return sum;
    }

    /** The number in a line of its statistics. */
    static double rate(String line) {
        Matcher matcher = RECEIVED_PER_SECOND.matcher(line);
        if (!matcher.matches()) {
            throw DriversException.failed("'%s' is no line of dpdk-testpmd's statistics".formatted(line));
        }
        return Double.parseDouble(matcher.group(1));
    }

    /** Part of the CPU time it wanted that its forwarding thread got. */
    double cpuShare() {
        return process.cpuShare("rte-worker");
    }

    @Override
    public void close() {
        process.close();
    }
}
