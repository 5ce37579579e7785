package io.sallyport.verify.fuzz;

import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.policy.Refusal;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.worker.WorkerSettings;
import java.util.SplittableRandom;

/**
 * One gateway to be fuzzed, drawn from a number: the same number is the same gateway.
 *
 * @param number what it was drawn from
 * @param settings of its workers
 * @param topology interfaces, NAT addresses and routes; neighbors are those of variant 0
 * @param linked whether inside hosts are on the link itself, and not behind a router
 * @param buffers packet buffers
 * @param queue elements of a device queue
 * @param handoff elements of a ring between workers
 */
record Setup(
        long number, WorkerSettings settings, Topology topology, boolean linked, int buffers, int queue, int handoff) {
    /** Draws a gateway. */
    static Setup of(long number) {
        SplittableRandom random = new SplittableRandom(number);
        int workers = 1 + random.nextInt(4);
        WorkerSettings settings = new WorkerSettings(
                workers,
                pick(random, 40, 300, 2_000),
                timeouts(random),
                options(random),
                limits(random),
                pick(random, 0, 1_000, 1_000_000),
                random.nextLong(),
                random.nextLong());
        boolean linked = random.nextInt(3) == 0;
        Topology topology = Surroundings.draw(random, linked);
        return new Setup(
                number,
                settings,
                topology,
                linked,
                pick(random, 200, 400, 700),
                pick(random, 32, 256, 256),
                pick(random, 8, 64, 256));
    }

    private static int pick(SplittableRandom random, int... values) {
        return values[random.nextInt(values.length)];
    }

    private static Timeouts timeouts(SplittableRandom random) {
        return random.nextBoolean()
                ? Timeouts.DEFAULT
                : new Timeouts(
                        1 + random.nextInt(30_000),
                        1 + random.nextInt(60_000),
                        1 + random.nextInt(5_000),
                        1 + random.nextInt(5_000),
                        1 + random.nextInt(5_000),
                        1 + random.nextInt(30_000),
                        1 + random.nextInt(2_000),
                        random.nextBoolean() ? 0 : 1 + random.nextInt(5_000));
    }

    private static NatOptions options(SplittableRandom random) {
        return new NatOptions(
                random.nextInt(5) > 0,
                random.nextInt(3) > 0,
                random.nextInt(4) > 0,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(4) > 0,
                pick(random, 0, 536, 1_400, 1),
                Refusal.values()[random.nextInt(3)]);
    }

    private static Limits limits(SplittableRandom random) {
        return new Limits(
                pick(random, 0, 0, 5, 60),
                pick(random, 0, 0, 3, 40),
                pick(random, 0, 0, 4, 100),
                pick(random, 64, 64, 100, 512));
    }

    /** One line for a person. */
    String describe() {
        return "configuration %d: %d workers, %d sessions each; %s; %s; %s; patience %d ns; interfaces %s; %s; %s; %d buffers, queues of %d, rings of %d"
                .formatted(
                        number,
                        settings.workers(),
                        settings.sessions(),
                        settings.options(),
                        settings.limits(),
                        settings.timeouts(),
                        settings.patienceNanos(),
                        topology.interfaces(),
                        topology.nat(),
                        topology.routes(),
                        buffers,
                        queue,
                        handoff);
    }
}
