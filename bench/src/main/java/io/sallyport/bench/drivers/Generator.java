package io.sallyport.bench.drivers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The generator, at the other end of both ports. It goes on holding them until it is closed. */
final class Generator implements Running {
    /** To start, to resolve addresses, to open a million flows on a slow machine, to drain. */
    private static final Duration BESIDE_RUN = Duration.ofMinutes(2);

    private final Child process;
    private final Duration limit;

    private Generator(Child process, Duration limit) {
        this.process = process;
        this.limit = limit;
    }

    /**
     * Starts it.
     *
     * @param mirror whether packets come back unchanged, from testpmd
     */
    static Generator start(Bench bench, DriverCase one, boolean mirror) {
        List<String> command = new ArrayList<>(List.of(bench.generator().toString()));
        String cpu = Integer.toString(bench.cpus().generator());
        command.addAll(EalArguments.of(cpu, cpu, bench.clientPorts(one)));
        command.addAll(List.of(
                "flows=" + one.flows(),
                "random=1",
                "tcp=" + (one.tcp() ? 1 : 0),
                "both=" + (one.bothWays() ? 1 : 0),
                "mirror=" + (mirror ? 1 : 0),
                "queues=" + bench.workers(),
                "size=" + one.frame(),
                "warm_up_ms=" + bench.warmUp().toMillis(),
                "run_ms=" + bench.run().toMillis()));
        Duration limit = bench.warmUp().plus(bench.run()).plus(BESIDE_RUN);
        return new Generator(Child.start("generator", bench.folder(), command), limit);
    }

    /** Waits for what it has seen. */
    Exchange result() {
        return Exchange.parse(process.await(line -> line.startsWith("{"), limit));
    }

    /** Part of the CPU time that it wanted and got. */
    double cpuShare() {
        return process.cpuShare("sallyport-gener");
    }

    @Override
    public void close() {
        process.close();
    }
}
