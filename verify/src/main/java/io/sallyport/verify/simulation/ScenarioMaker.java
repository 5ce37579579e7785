package io.sallyport.verify.simulation;

import static java.lang.Integer.reverseBytes;

import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.policy.Refusal;
import io.sallyport.dataplane.ports.PortSpan;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.verify.model.End;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws a scenario from a seed. */
final class ScenarioMaker {
    private static final int[] WORKERS = {4, 4, 4, 4, 4, 4, 4, 5, 5, 6, 6, 6, 6, 7, 8, 8, 10, 12, 16};
    private static final int[] RINGS = {2, 4, 8, 16, 64};
    private static final long[] PATIENCE = {30_000, 100_000, 1_000_000};
    private static final long[] TURNS = {500, 2_000, 10_000};

    private final SplittableRandom random;
    private final long seed;

    private ScenarioMaker(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** The scenario of a seed: always the same. */
    static Scenario make(long seed) {
        return new ScenarioMaker(seed).make();
    }

    private Scenario make() {
        int workers = pick(WORKERS);
        boolean narrow = random.nextInt(6) == 0;
        int slot = 1 + random.nextInt(62);
        NatFacts nat = nat(narrow, slot);
        int count = 2 + random.nextInt(random.nextInt(3) == 0 ? 60 : 16);
        List<Flow> flows = new FlowMaker(random, narrow ? slot : 0).make(count);
        return new Scenario(
                seed,
                workers,
                Rss.values()[random.nextInt(Rss.values().length)],
                random.nextInt(4) == 0 ? 2 + random.nextInt(12) : 256,
                timeouts(),
                options(),
                limits(),
                PATIENCE[random.nextInt(PATIENCE.length)],
                pick(RINGS),
                random.nextInt(4) == 0 ? 16 : 256,
                pick(1, 4, 16, 64),
                TURNS[random.nextInt(TURNS.length)],
                nat,
                flows,
                mood());
    }

    private int pick(int... values) {
        return values[random.nextInt(values.length)];
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private NatFacts nat(boolean narrow, int slot) {
        List<PoolAddress> pool = new ArrayList<>();
        boolean independent = oneIn(4);
        int size = 1 + random.nextInt(3);
        int edge = (slot + 1) << 10;
        PortSpan span = narrow ? new PortSpan(edge - 1 - random.nextInt(4), edge + random.nextInt(4)) : PortSpan.ALL;
        for (int i = 0; i < size; i++) {
            pool.add(new PoolAddress(reverseBytes(Network.POOL + i), span, independent, Filtering.ENDPOINT_DEPENDENT));
        }
        return new NatFacts(
                pool,
                List.of(
                        port(Flow.TCP, Network.WEB, Network.WEB_OUTSIDE),
                        port(Flow.UDP, Network.NAMES, Network.NAMES_OUTSIDE),
                        new StaticMapping(
                                StaticMapping.ANY,
                                reverseBytes(Network.WHOLE_HOST),
                                0,
                                reverseBytes(Network.WHOLE_HOST_OUTSIDE),
                                0)),
                List.of());
    }

    private static StaticMapping port(int protocol, End inside, End outside) {
        return new StaticMapping(
                protocol,
                reverseBytes(inside.address()),
                Short.reverseBytes((short) inside.port()) & 0xffff,
                reverseBytes(outside.address()),
                Short.reverseBytes((short) outside.port()) & 0xffff);
    }

    private Timeouts timeouts() {
        return oneIn(2)
                ? Timeouts.DEFAULT
                : new Timeouts(
                        5_000 + random.nextInt(60_000),
                        20_000 + random.nextInt(60_000),
                        5_000 + random.nextInt(10_000),
                        5_000 + random.nextInt(10_000),
                        5_000 + random.nextInt(10_000),
                        60_000,
                        100 + random.nextInt(2_000),
                        oneIn(2) ? 0 : 1 + random.nextInt(5_000));
    }

    private NatOptions options() {
        return new NatOptions(
                true,
                true,
                true,
                !oneIn(3),
                !oneIn(3),
                true,
                0,
                Refusal.values()[random.nextInt(Refusal.values().length)]);
    }

    private Limits limits() {
        return oneIn(8) ? new Limits(pick(0, 2, 6), pick(0, 2, 6), pick(0, 2, 10), 64) : new Limits(0, 0, 0, 64);
    }

    private Scenario.Mood mood() {
        boolean flood = oneIn(40);
        boolean busy = oneIn(3);
        boolean rough = oneIn(2);
        return new Scenario.Mood(
                flood ? 3_000 : 40 + random.nextInt(busy ? 400 : 150),
                flood ? 64 : 1 + random.nextInt(busy ? 40 : 8),
                1 + random.nextInt(busy ? 24 : 12),
                pick(1_000, 600, 200, 50),
                rough ? pick(0, 20, 100) : 0,
                (flood ? 40 : 1) * (20_000L + random.nextInt(400_000)),
                rough ? pick(0, 0, 20, 100) : 0,
                pick(0, 0, 100, 300),
                pick(0, 30, 100),
                pick(0, 30, 100),
                pick(0, 0, 0, 15, 40),
                pick(0, 0, 0, 15, 60),
                pick(0, 0, 0, 0, 15),
                pick(0, 10, 50));
    }
}
