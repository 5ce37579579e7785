package io.sallyport.bench.drivers;

import io.sallyport.api.Ledger;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures one case: the gateway first, then testpmd in its place. */
final class Measurement {
    private final Bench all;
    private final Consumer<String> progress;

    Measurement(Bench all, Consumer<String> progress) {
        this.all = all;
        this.progress = progress;
    }

    /** Runs it. */
    Measured run(DriverCase one) {
        return one.wire().hasFarEnd() ? between(one) : alone(one);
    }

    private Measured between(DriverCase one) {
        return translated(one).beside(mirrored(one));
    }

    private Measured translated(DriverCase one) {
        Bench bench = begin(one, "gateway");
        try (Ends ends = new Ends()) {
            Gateway gateway = ends.between(Gateway.start(bench, one));
            Generator generator = ends.far(Generator.start(bench, one, false));
            Exchange seen = generator.result();
            Pace pace = new Pace(seen.pps(), Math.min(gateway.cpuShare(), generator.cpuShare()), seen.heldBack());
            return measured(one, gateway, gateway.ledger(), pace, seen);
        }
    }

    private Pace mirrored(DriverCase one) {
        Bench bench = begin(one, "dpdk-testpmd");
        try (Ends ends = new Ends()) {
            Testpmd testpmd = ends.between(Testpmd.start(bench, one));
            Generator generator = ends.far(Generator.start(bench, one, true));
            Exchange seen = generator.result();
            return new Pace(seen.pps(), Math.min(testpmd.cpuShare(), generator.cpuShare()), seen.heldBack());
        }
    }

    /** What the gateway takes from ports that have no far end, and what testpmd does. */
    private Measured alone(DriverCase one) {
        return bridged(one).beside(untouched(one));
    }

    private Measured bridged(DriverCase one) {
        Bench bench = begin(one, "gateway");
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

    private Pace untouched(DriverCase one) {
        Bench bench = begin(one, "dpdk-testpmd");
        try (Testpmd testpmd = Testpmd.start(bench, one)) {
            double pps = testpmd.receivedPerSecond(Math.toIntExact(bench.run().toSeconds()));
            return new Pace(pps, testpmd.cpuShare(), 1);
        }
    }

    private Bench begin(DriverCase one, String what) {
        progress.accept(one.name() + ": " + what);
        return all.in(one.name() + "-" + what);
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
