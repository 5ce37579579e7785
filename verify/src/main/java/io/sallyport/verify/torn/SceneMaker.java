package io.sallyport.verify.torn;

import static java.lang.Integer.reverseBytes;

import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.policy.Refusal;
import io.sallyport.dataplane.ports.PortSpan;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.verify.model.Addresses;
import io.sallyport.verify.model.End;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws a scene from a seed. */
final class SceneMaker {
    private static final int HOSTS = Addresses.of("10.1.0.1");
    /** The first of the servers. */
    static final int SERVERS = Addresses.of("192.0.2.10");

    private static final int POOL = Addresses.of("203.0.113.10");
    private static final int ONE_TO_ONE = Addresses.of("203.0.113.100");
    private static final int WHOLE_HOST = Addresses.of("10.1.0.99");
    private static final long CLOCK_WRAP_MILLIS = 1L << 32;
    private static final int SECOND = 1_000;

    private final SplittableRandom random;
    private final List<Scene.Outside> outsides = new ArrayList<>();
    /** The lower of the two slots that have few ports, or 0 where all have all. */
    private int narrow;

    private SceneMaker(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The scene of a seed: always the same. */
    static Scene make(long seed) {
        return new SceneMaker(seed).scene(seed);
    }

    private Scene scene(long seed) {
        narrow = oneIn(4) ? 1 + random.nextInt(62) : 0;
        NatFacts nat = new NatFacts(pool(), statics(), List.of());
        return new Scene(
                seed,
                1 + random.nextInt(4),
                pick(6, 12, 32, 64),
                1_000_000L
                        * (oneIn(6) ? CLOCK_WRAP_MILLIS - random.nextInt(30_000) : 100_000 + random.nextInt(1 << 30)),
                timeouts(),
                options(),
                oneIn(4) ? new Limits(pick(0, 3, 6), pick(0, 3, 6), pick(0, 6), 64) : new Limits(0, 0, 0, 64),
                nat,
                List.copyOf(outsides),
                talks());
    }

    private int pick(int... values) {
        return values[random.nextInt(values.length)];
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private List<PoolAddress> pool() {
        List<PoolAddress> pool = new ArrayList<>();
        boolean mixed = oneIn(4);
        boolean independent = !oneIn(3);
        Filtering filtering = Filtering.values()[random.nextInt(Filtering.values().length)];
        int edge = (narrow + 1) << 10;
        PortSpan span =
                narrow == 0 ? PortSpan.ALL : new PortSpan(edge - 1 - random.nextInt(3), edge + random.nextInt(3));
        for (int count = 1 + random.nextInt(2); count > 0; count--) {
            boolean here = mixed ? oneIn(2) : independent;
            pool.add(new PoolAddress(
                    reverseBytes(POOL + pool.size()), span, here, here ? filtering : Filtering.ENDPOINT_DEPENDENT));
        }
        return pool;
    }

    private List<StaticMapping> statics() {
        List<StaticMapping> statics = new ArrayList<>();
        if (oneIn(4)) {
            return statics;
        }
        statics.add(port(Talk.TCP, new End(HOSTS, 80), new End(POOL, 8080)));
        statics.add(port(Talk.UDP, new End(HOSTS + 1, 53), new End(POOL, 5353)));
        statics.add(new StaticMapping(StaticMapping.ANY, reverseBytes(WHOLE_HOST), 0, reverseBytes(ONE_TO_ONE), 0));
        for (int protocol : new int[] {Talk.TCP, Talk.UDP, Talk.ICMP}) {
            outsides.add(new Scene.Outside(protocol, new End(ONE_TO_ONE, 7_000)));
        }
        outsides.add(new Scene.Outside(Talk.GRE, new End(ONE_TO_ONE, 0)));
        return statics;
    }

    private StaticMapping port(int protocol, End inside, End outside) {
        outsides.add(new Scene.Outside(protocol, outside));
        return new StaticMapping(
                protocol,
                reverseBytes(inside.address()),
                Ports.swap(inside.port()),
                reverseBytes(outside.address()),
                Ports.swap(outside.port()));
    }

    private Timeouts timeouts() {
        return oneIn(4)
                ? Timeouts.DEFAULT
                : new Timeouts(
                        5 * SECOND,
                        20 * SECOND,
                        3 * SECOND,
                        pick(2 * SECOND, 4 * SECOND),
                        2 * SECOND,
                        6 * SECOND,
                        2 * SECOND,
                        pick(0, SECOND, 5 * SECOND));
    }

    private NatOptions options() {
        return new NatOptions(true, true, true, !oneIn(3), !oneIn(3), !oneIn(3), 0, Refusal.NONE);
    }

    private List<Talk> talks() {
        List<Talk> talks = new ArrayList<>();
        for (int count = 6 + random.nextInt(40); count > 0; count--) {
            int protocol = pick(Talk.UDP, Talk.UDP, Talk.UDP, Talk.TCP, Talk.TCP, Talk.TCP, Talk.ICMP, Talk.GRE);
            talks.add(new Talk(protocol, inside(protocol), remote(protocol)));
        }
        return talks;
    }

    private End inside(int protocol) {
        if (oneIn(6)) {
            return protocol == Talk.TCP
                    ? new End(HOSTS, 80)
                    : new End(WHOLE_HOST, Talk.hasPorts(protocol) ? 5_000 + random.nextInt(3) : 0);
        }
        int host = HOSTS + random.nextInt(6);
        return new End(host, Talk.hasPorts(protocol) ? insidePort(protocol, host) : 0);
    }

    /** Few ports, so that flows meet; where two slots have few NAT ports, those that fall in one of them. */
    private int insidePort(int protocol, int host) {
        int port = 5_000 + random.nextInt(4);
        for (int tries = 0; narrow > 0 && tries < 300; tries++) {
            port = 1_024 + random.nextInt(60_000);
            int slot = Slots.slot(reverseBytes(host), Ports.swap(port), protocol);
            if (slot == narrow || slot == narrow + 1) {
                return port;
            }
        }
        return port;
    }

    private End remote(int protocol) {
        List<Scene.Outside> hairpins = outsides.stream()
                .filter(outside -> outside.protocol() == protocol)
                .toList();
        if (!hairpins.isEmpty() && oneIn(8)) {
            return hairpins.get(random.nextInt(hairpins.size())).end();
        }
        int server = SERVERS + random.nextInt(3);
        return new End(server, Talk.hasRemotePort(protocol) ? pick(53, 80, 443) : 0);
    }
}
