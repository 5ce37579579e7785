package io.sallyport.verify.run;

import io.sallyport.verify.model.Addresses;
import io.sallyport.verify.model.Configuration;
import io.sallyport.verify.model.Configuration.StaticMapping;
import io.sallyport.verify.model.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the flows of a scene: few inside tuples with several remote endpoints each, so that they meet. */
final class FlowMaker {
    private static final int[] OTHERS = {47, 50, 132, 4, 0, 89, 51, 33, 136};
    private static final int GRE = 47;

    private final Dice dice;
    private final Set<Feature> features;
    private final Configuration configuration;
    private final Scenery scenery;

    FlowMaker(Dice dice, Set<Feature> features, Configuration configuration, Scenery scenery) {
        this.dice = dice;
        this.features = features;
        this.configuration = configuration;
        this.scenery = scenery;
    }

    List<Flow> flows() {
        List<Flow> flows = new ArrayList<>();
        int count = dice.pick(10, 40, 120);
        boolean isCrowded = dice.percent(40);
        for (int k = 0; k < count; k++) {
            int protocol = protocol();
            flows.add(new Flow(protocol, inside(protocol, isCrowded), remote(protocol)));
        }
        return flows;
    }

    private int protocol() {
        return switch (dice.weighted(40, 35, 15, features.contains(Feature.OTHER_PROTOCOLS) ? 10 : 1)) {
            case 0 -> Flow.UDP;
            case 1 -> Flow.TCP;
            case 2 -> Flow.ICMP;
            default -> dice.percent(50) ? GRE : dice.pick(OTHERS);
        };
    }

    private End inside(int protocol, boolean isCrowded) {
        if (!hasPorts(protocol)) {
            return new End(dice.pick(scenery.hosts), 0);
        }
        List<StaticMapping> statics = configuration.statics();
        if (!statics.isEmpty() && dice.percent(25)) {
            End inside = dice.pick(statics).inside();
            return inside.port() == 0 ? new End(inside.address(), dice.between(0, 2000)) : inside;
        }
        int host = dice.percent(3) ? Addresses.of("66.6.6.6") : dice.pick(scenery.hosts);
        return new End(
                host, isCrowded ? crowdedPort(protocol, host) : dice.pick(dice.between(1, 65535), 5000, 5001, 0));
    }

    /** A port in one of the two slots that have few ports where the pool's range is narrow. */
    private int crowdedPort(int protocol, int host) {
        int port = dice.between(1024, 65535);
        for (int tries = 0; tries < 200; tries++) {
            int slot = Crowd.slot(protocol, host, port);
            if (slot == 1 || slot == 63) {
                return port;
            }
            port = dice.between(1024, 65535);
        }
        return port;
    }

    private End remote(int protocol) {
        int server = dice.pick(scenery.servers);
        return new End(
                server,
                protocol == Flow.TCP || protocol == Flow.UDP ? dice.pick(53, 80, 443, dice.between(1, 65535)) : 0);
    }

    static boolean hasPorts(int protocol) {
        return protocol == Flow.TCP || protocol == Flow.UDP || protocol == Flow.ICMP;
    }
}
