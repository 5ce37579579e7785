package io.sallyport.verify.run;

import io.sallyport.verify.model.Addresses;
import io.sallyport.verify.model.Configuration;
import io.sallyport.verify.model.Configuration.Filtering;
import io.sallyport.verify.model.Configuration.Limits;
import io.sallyport.verify.model.Configuration.Mapping;
import io.sallyport.verify.model.Configuration.PoolAddress;
import io.sallyport.verify.model.Configuration.Refusal;
import io.sallyport.verify.model.Configuration.StaticMapping;
import io.sallyport.verify.model.Configuration.Switches;
import io.sallyport.verify.model.Configuration.Timeouts;
import io.sallyport.verify.model.End;
import io.sallyport.verify.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes random scenes. */
final class SceneMaker {
    private static final int NONE = Integer.MAX_VALUE;
    private static final int FIRST_POOL_ADDRESS = Addresses.of("203.0.113.10");
    private static final int ONE_TO_ONE = Addresses.of("203.0.113.100");
    private static final long CLOCK_WRAP = 1L << 32;

    private final Dice dice;
    private final Set<Feature> features;

    private SceneMaker(long seed, Set<Feature> features) {
        this.dice = new Dice(seed);
        this.features = features;
    }

    /** The scene of a seed. */
    static Scene make(long seed, Set<Feature> features) {
        return new SceneMaker(seed, features).scene(seed);
    }

    private Scene scene(long seed) {
        Scenery scenery = new Scenery(dice, features.contains(Feature.SMALL_MTU));
        List<PoolAddress> pool = pool();
        Configuration configuration = new Configuration(
                dice.between(1, 4),
                scenery.interfaces,
                scenery.routes,
                scenery.neighbors,
                pool,
                statics(scenery.hosts),
                noNat(),
                switches(),
                timeouts(),
                limits());
        return new Scene(
                seed,
                features,
                configuration,
                features.contains(Feature.FRAGMENTS) && dice.percent(10),
                start(),
                dice.number(),
                scenery.hosts,
                scenery.servers,
                new FlowMaker(dice, features, configuration, scenery).flows());
    }

    private long start() {
        return dice.percent(20) ? CLOCK_WRAP - dice.below(2_000_000) : 1_000 + dice.below(100_000_000);
    }

    private List<PoolAddress> pool() {
        List<PoolAddress> pool = new ArrayList<>();
        int count = dice.between(1, 3);
        boolean isNarrow = dice.percent(50);
        int margin = isNarrow ? dice.between(0, 6) : 1023;
        boolean isMixed = dice.percent(30);
        boolean isIndependent = dice.percent(40);
        Filtering filtering = dice.pick(List.of(Filtering.values()));
        for (int k = 0; k < count; k++) {
            boolean here = features.contains(Feature.INDEPENDENT) && (isMixed ? dice.percent(50) : isIndependent);
            pool.add(new PoolAddress(
                    FIRST_POOL_ADDRESS + k,
                    2047 - margin,
                    64512 + margin,
                    here ? Mapping.ENDPOINT_INDEPENDENT : Mapping.ENDPOINT_DEPENDENT,
                    here ? filtering : Filtering.ENDPOINT_DEPENDENT));
        }
        return pool;
    }

    private List<StaticMapping> statics(List<Integer> hosts) {
        List<StaticMapping> statics = new ArrayList<>();
        if (!features.contains(Feature.STATICS) || dice.percent(30)) {
            return statics;
        }
        for (int k = dice.below(4); k > 0; k--) {
            int protocol = dice.pick(Flow.TCP, Flow.UDP);
            End inside = new End(hosts.get(k % hosts.size()), 80 + k);
            int port = dice.pick(80 + k, 8080 + k, 2047 - k);
            statics.add(new StaticMapping(protocol, inside, new End(FIRST_POOL_ADDRESS, port)));
        }
        if (dice.percent(60)) {
            statics.add(new StaticMapping(0, new End(Addresses.of("10.0.0.9"), 0), new End(ONE_TO_ONE, 0)));
        }
        return statics;
    }

    private List<Network> noNat() {
        boolean isUsed = features.contains(Feature.NO_NAT) && dice.percent(40);
        return isUsed ? List.of(Network.of("100.3.0.0/16"), Network.of("93.184.216.34/32")) : List.of();
    }

    private Switches switches() {
        boolean errors = features.contains(Feature.ICMP_ERRORS);
        return new Switches(
                dice.percent(80),
                dice.percent(60),
                dice.percent(70),
                features.contains(Feature.OTHER_PROTOCOLS) && dice.percent(70),
                dice.percent(70),
                !errors || dice.percent(70),
                dice.pick(List.of(Refusal.values())),
                features.contains(Feature.MSS_CLAMP) && dice.percent(50) ? dice.pick(536, 1200, 1460) : 0);
    }

    private Timeouts timeouts() {
        boolean isShort = dice.percent(50);
        int unit = isShort ? dice.pick(100, 500, 1000) : 60_000;
        return new Timeouts(
                5L * unit,
                4L * unit,
                isShort ? 20L * unit : 7_440_000,
                (dice.percent(50) ? 4L : 2L) * unit,
                unit,
                3L * unit,
                dice.pick(500, 2_000),
                dice.pick(0, 2 * unit, 120_000));
    }

    private Limits limits() {
        boolean isUsed = features.contains(Feature.LIMITS);
        return new Limits(
                dice.percent(50) ? dice.between(4, 40) : 512,
                isUsed && dice.percent(30) ? dice.between(1, 12) : NONE,
                isUsed && dice.percent(20) ? dice.between(1, 12) : NONE,
                isUsed && dice.percent(20) ? dice.between(1, 12) : NONE,
                dice.pick(64, 64, 100, 1024));
    }
}
