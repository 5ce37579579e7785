package io.sallyport.verify.model;

import io.sallyport.verify.craft.Craft;
import io.sallyport.verify.model.Configuration.Filtering;
import io.sallyport.verify.model.Configuration.Interface;
import io.sallyport.verify.model.Configuration.Limits;
import io.sallyport.verify.model.Configuration.Mapping;
import io.sallyport.verify.model.Configuration.Neighbor;
import io.sallyport.verify.model.Configuration.PoolAddress;
import io.sallyport.verify.model.Configuration.Refusal;
import io.sallyport.verify.model.Configuration.Role;
import io.sallyport.verify.model.Configuration.Route;
import io.sallyport.verify.model.Configuration.StaticMapping;
import io.sallyport.verify.model.Configuration.Switches;
import io.sallyport.verify.model.Configuration.Timeouts;
import io.sallyport.verify.model.Result.Kind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model with hosts inside (10/8) and outside, and a gateway's choice that tests make themselves. */
final class Bench {
    static final long GATEWAY_IN = 0x0200_0000_0001L;
    static final long GATEWAY_OUT = 0x0200_0000_0002L;
    static final long ROUTER = 0x0200_0000_0099L;
    static final int HOST = Addresses.of("10.0.0.5");
    static final int OTHER_HOST = Addresses.of("10.0.0.6");
    static final int SERVER = Addresses.of("192.0.2.80");
    static final int GATEWAY = Addresses.of("10.0.0.1");
    static final int GATEWAY_OUTSIDE = Addresses.of("198.51.100.2");
    static final int NAT = Addresses.of("203.0.113.10");
    static final int FIXED = Addresses.of("203.0.113.20");
    static final int INSIDE = 0;
    static final int OUTSIDE = 1;

    static final Switches SWITCHES = new Switches(true, true, true, true, true, true, Refusal.ADMIN_PROHIBITED, 0);
    static final Timeouts TIMEOUTS =
            new Timeouts(300_000, 240_000, 7_440_000, 240_000, 60_000, 300_000, 2_000, 120_000);
    static final Limits LIMITS = new Limits(1000, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 4096);
    static final PoolAddress POOL =
            new PoolAddress(NAT, 1024, 65535, Mapping.ENDPOINT_DEPENDENT, Filtering.ENDPOINT_DEPENDENT);

    final Model model;
    long now = 1_000_000;

    @Nullable
    End taken;

    private final Choice choice = new Choice() {
        @Override
        public @Nullable End natTuple(int protocol, End inside, End remote) {
            return taken;
        }

        @Override
        public boolean hasDropped(Reason reason) {
            return false;
        }
    };

    Bench(Configuration configuration) {
        model = new Model(configuration);
    }

    static Bench plain() {
        return new Bench(configuration(SWITCHES, LIMITS, POOL));
    }

    static Configuration configuration(Switches switches, Limits limits, PoolAddress... pool) {
        Network inside = new Network(GATEWAY, 24);
        Network outside = new Network(GATEWAY_OUTSIDE, 24);
        int innerRouter = Addresses.of("10.0.0.2");
        int outerRouter = Addresses.of("198.51.100.1");
        return new Configuration(
                1,
                List.of(
                        new Interface(Role.INSIDE, inside, GATEWAY_IN, 1500),
                        new Interface(Role.OUTSIDE, outside, GATEWAY_OUT, 600)),
                List.of(
                        new Route(Network.of("10.0.0.0/8"), INSIDE, innerRouter),
                        new Route(Network.of("0.0.0.0/0"), OUTSIDE, outerRouter)),
                List.of(new Neighbor(INSIDE, innerRouter, ROUTER), new Neighbor(OUTSIDE, outerRouter, ROUTER)),
                List.of(pool),
                List.of(
                        new StaticMapping(Ip.TCP, new End(OTHER_HOST, 80), new End(NAT, 8080)),
                        new StaticMapping(0, new End(Addresses.of("10.0.0.9"), 0), new End(FIXED, 0))),
                List.of(Network.of("198.18.0.0/15")),
                switches,
                TIMEOUTS,
                limits);
    }

    /** The gateway will choose this port of the slot of an inside tuple. */
    End willTake(int protocol, int host, int port, int offset) {
        End end = new End(NAT, NatPorts.first(Ownership.slot(protocol, new End(host, port))) + offset);
        taken = end;
        return end;
    }

    Result fromInside(Craft packet) {
        return fromInside(packet.bytes());
    }

    Result fromInside(byte[] packet) {
        return model.frame(INSIDE, Craft.frame(GATEWAY_IN, ROUTER, packet), now, choice);
    }

    Result fromOutside(Craft packet) {
        return fromOutside(packet.bytes());
    }

    Result fromOutside(byte[] packet) {
        return model.frame(OUTSIDE, Craft.frame(GATEWAY_OUT, ROUTER, packet), now, choice);
    }

    /** The packet in the only frame that was sent. */
    static byte[] onlyPacket(Result result, int interfaceNumber) {
        if (result.sent().size() != 1 || result.sent().getFirst().interfaceNumber() != interfaceNumber) {
            throw new AssertionError("expected one packet on interface " + interfaceNumber + ", got "
                    + result.sent().size() + ", " + result.fates() + result.findings());
        }
        return packet(result.sent().getFirst());
    }

    static byte[] packet(Sent sent) {
        return Arrays.copyOfRange(sent.frame(), 14, sent.frame().length);
    }

    static Reason onlyDrop(Result result) {
        List<Reason> reasons = result.fates().stream()
                .filter(fate -> fate.kind() == Kind.DROPPED)
                .map(fate -> fate.reason() == null ? Reason.NON_IPV4 : fate.reason())
                .toList();
        if (reasons.size() != 1) {
            throw new AssertionError("expected one drop, got " + result.fates() + result.findings());
        }
        return reasons.getFirst();
    }
}
