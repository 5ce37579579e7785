package io.sallyport.bench.drivers;

import io.sallyport.api.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures one case: the gateway first, then testpmd in its place. */
final class Measurement {
    private final Bench all;
    private final int rounds;
    private final Consumer<String> progress;
    private int started;

    /**
     * Measures cases.
     *
     * @param rounds how often each, 1 or more
     * @param progress told what begins
     */
    Measurement(Bench all, int rounds, Consumer<String> progress) {
        this.all = all;
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * Runs it, the gateway and testpmd in turn.
     *
     * @return of each the round in which it had most of its CPUs; but a round in which something was wrong goes before all others
     */
    Measured run(DriverCase one) {
        List<Measured> gateways = new ArrayList<>();
        List<Pace> testpmds = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            String name = one.name() + (rounds == 1 ? "" : ", round " + round + " of " + rounds);
            gateways.add(
                    one.wire().hasFarEnd()
                            ? translated(one, begin(name, "gateway"))
                            : bridged(one, begin(name, "gateway")));
            testpmds.add(
                    one.wire().hasFarEnd()
                            ? mirrored(one, begin(name, "dpdk-testpmd"))
                            : untouched(one, begin(name, "dpdk-testpmd")));
        }
        return worstOrLeastDisturbed(gateways)
                .beside(Collections.max(testpmds, Comparator.comparingDouble(Pace::cpuShare)));
    }

    static Measured worstOrLeastDisturbed(List<Measured> rounds) {
        return rounds.stream()
                .filter(round -> !round.findings().isEmpty())
                .findFirst()
                .orElseGet(() -> Collections.max(
                        rounds,
                        Comparator.comparingDouble(round -> round.gateway().cpuShare())));
    }

    private Measured translated(DriverCase one, Bench bench) {
        try (Ends ends = new Ends()) {
            Gateway gateway = ends.between(Gateway.start(bench, one));
            Generator generator = ends.far(Generator.start(bench, one, false));
            Exchange seen = generator.result();
            Pace pace = new Pace(seen.pps(), Math.min(gateway.cpuShare(), generator.cpuShare()), seen.heldBack());
            return measured(one, gateway, gateway.ledger(), pace, seen);
        }
    }

    private Pace mirrored(DriverCase one, Bench bench) {
        try (Ends ends = new Ends()) {
            Testpmd testpmd = ends.between(Testpmd.start(bench, one));
            Generator generator = ends.far(Generator.start(bench, one, true));
            Exchange seen = generator.result();
            return new Pace(seen.pps(), Math.min(testpmd.cpuShare(), generator.cpuShare()), seen.heldBack());
        }
    }

    /** What the gateway takes from ports that have no far end. */
    private Measured bridged(DriverCase one, Bench bench) {
        try (Gateway gateway = Gateway.start(bench, one)) {
            pause(bench.warmUp());
            long began = System.nanoTime();
            long before = gateway.ledger().received();
            pause(bench.run());
            Ledger ledger = gateway.ledger();
            double seconds = (System.nanoTime() - began) / 1e9;
            Pace pace = new Pace((ledger.received() - before) / seconds, gateway.cpuShare(), 1);
            return measured(one, gateway, ledger, pace, null);
        }
    }

    private Pace untouched(DriverCase one, Bench bench) {
        try (Testpmd testpmd = Testpmd.start(bench, one)) {
            double pps = testpmd.receivedPerSecond(Math.toIntExact(bench.run().toSeconds()));
            return new Pace(pps, testpmd.cpuShare(), 1);
        }
    }

    private Bench begin(String name, String what) {
        progress.accept(name + ": " + what);
        return all.in("run-" + ++started);
    }

    private static Measured measured(
            DriverCase one, Gateway gateway, Ledger ledger, Pace pace, @Nullable Exchange seen) {
        return new Measured(
                one.name(),
                one.flows(),
                pace,
                new Pace(0, 1, 1),
                seen,
                ledger.received(),
                ledger.difference(),
                gateway.drops(),
                gateway.hugePages());
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            throw DriversException.interrupted();
        }
    }
}
