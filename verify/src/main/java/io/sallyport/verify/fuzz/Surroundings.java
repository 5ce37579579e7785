package io.sallyport.verify.fuzz;

import static java.lang.Integer.reverseBytes;

import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.ports.PortSpan;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.NetworkSet;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.PrefixList;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.StaticMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws what a gateway is connected to, within the {@link Plan}. */
final class Surroundings {
    private static final int[] MTU = {1_500, 1_500, 1_500, 576, 296, 68};

    private Surroundings() {}

    static Topology draw(SplittableRandom random, boolean linked) {
        List<InterfaceFacts> interfaces = interfaces(random);
        return new Topology(
                interfaces,
                new NatFacts(pool(random), statics(random), untranslated(random)),
                routes(random, interfaces.size()),
                nextHops(linked, interfaces.size()),
                neighbors(interfaces.size(), 0));
    }

    private static List<InterfaceFacts> interfaces(SplittableRandom random) {
        var made = new ArrayList<InterfaceFacts>();
        made.add(facts(Plan.INSIDE, Role.INSIDE, Plan.INSIDE_ADDRESS, 8, random));
        made.add(facts(Plan.OUTSIDE, Role.OUTSIDE, Plan.OUTSIDE_ADDRESS, 24, random));
        if (random.nextInt(3) > 0) {
            Role role = random.nextInt(4) == 0 ? Role.NONE : Role.INSIDE;
            made.add(facts(Plan.THIRD, role, Plan.THIRD_ADDRESS, 16, random));
        }
        return List.copyOf(made);
    }

    private static InterfaceFacts facts(int number, Role role, int address, int prefix, SplittableRandom random) {
        int mtu = MTU[random.nextInt(MTU.length)];
        return new InterfaceFacts(
                "interface" + number, role, reverseBytes(address), prefix, Plan.gatewayMac(number), mtu);
    }

    private static List<PoolAddress> pool(SplittableRandom random) {
        var made = new ArrayList<PoolAddress>();
        int size = 1 + random.nextInt(4);
        int kinds = random.nextInt(3);
        for (int i = 0; i < size; i++) {
            boolean independent = kinds == 1 || (kinds == 2 && (i & 1) == 1);
            Filtering filtering = independent ? Filtering.values()[random.nextInt(3)] : Filtering.ENDPOINT_DEPENDENT;
            made.add(new PoolAddress(reverseBytes(Plan.POOL + i), span(random), independent, filtering));
        }
        return List.copyOf(made);
    }

    /** All ports, or few, so that they run out. */
    private static PortSpan span(SplittableRandom random) {
        if (random.nextBoolean()) {
            return PortSpan.ALL;
        }
        int lowest = 1_024 + random.nextInt(64_000);
        return new PortSpan(lowest, Math.min(65_535, lowest + random.nextInt(20_000)));
    }

    private static List<StaticMapping> statics(SplittableRandom random) {
        var made = new ArrayList<StaticMapping>();
        if (random.nextBoolean()) {
            made.add(mapping(Frame.TCP, 0x0a01_0001, 80, Plan.POOL, 8_080));
            made.add(mapping(Frame.UDP, 0x0a01_0002, 53, Plan.POOL, 5_353));
        }
        if (random.nextBoolean()) {
            made.add(mapping(StaticMapping.ANY, Plan.ONE_TO_ONE_HOST, 0, Plan.ONE_TO_ONE, 0));
        }
        return List.copyOf(made);
    }

    private static StaticMapping mapping(int protocol, int inside, int insidePort, int outside, int outsidePort) {
        return new StaticMapping(
                protocol,
                reverseBytes(inside),
                packetOrder(insidePort),
                reverseBytes(outside),
                packetOrder(outsidePort));
    }

    private static int packetOrder(int port) {
        return Short.toUnsignedInt(Short.reverseBytes((short) port));
    }

    private static List<NetworkSet.Network> untranslated(SplittableRandom random) {
        return random.nextBoolean() ? List.of() : List.of(new NetworkSet.Network(Plan.UNTRANSLATED, 16));
    }

    /** Mostly a default route, at times only some of the world. */
    private static List<PrefixList.Route> routes(SplittableRandom random, int interfaces) {
        var made = new ArrayList<PrefixList.Route>();
        made.add(new PrefixList.Route(0x0a00_0000, 8, Plan.INSIDE));
        if (random.nextInt(4) > 0) {
            made.add(new PrefixList.Route(0, 0, Plan.OUTSIDE));
        } else {
            made.add(new PrefixList.Route(0xc000_0200, 24, Plan.OUTSIDE));
            made.add(new PrefixList.Route(Plan.UNTRANSLATED, 16, Plan.OUTSIDE));
        }
        made.add(new PrefixList.Route(Plan.OUTSIDE_ADDRESS & ~0xff, 24, 2));
        if (interfaces > Plan.THIRD) {
            made.add(new PrefixList.Route(0xac10_0000, 16, 3));
        }
        return List.copyOf(made);
    }

    private static List<NextHop> nextHops(boolean linked, int interfaces) {
        var made = new ArrayList<NextHop>();
        made.add(new NextHop(Plan.INSIDE, linked ? 0 : reverseBytes(Plan.INSIDE_ROUTER)));
        made.add(new NextHop(Plan.OUTSIDE, reverseBytes(Plan.OUTSIDE_ROUTER)));
        made.add(new NextHop(Plan.OUTSIDE, 0));
        if (interfaces > Plan.THIRD) {
            made.add(new NextHop(Plan.THIRD, 0));
        }
        return List.copyOf(made);
    }

    /** The neighbors that are known in a variant: all in variant 1, else all but some. */
    static List<NeighborTable.Neighbor> neighbors(int interfaces, int variant) {
        var made = new ArrayList<NeighborTable.Neighbor>();
        add(made, Plan.INSIDE, Plan.INSIDE_ROUTER, variant % 8 != 7);
        add(made, Plan.OUTSIDE, Plan.OUTSIDE_ROUTER, variant % 8 != 6);
        for (int i = 0; i < 16; i++) {
            boolean known = variant == 1 || (i + variant) % 5 != 0;
            add(made, Plan.INSIDE, 0x0a01_0001 + i, known);
            add(made, Plan.OUTSIDE, (Plan.OUTSIDE_ADDRESS & ~0xff) + i, known);
            if (interfaces > Plan.THIRD) {
                add(made, Plan.THIRD, 0xac10_0101 + i, known);
            }
        }
        return made;
    }

    private static void add(List<NeighborTable.Neighbor> to, int interfaceNumber, int address, boolean known) {
        if (known && !to.contains(neighbor(interfaceNumber, address))) {
            to.add(neighbor(interfaceNumber, address));
        }
    }

    private static NeighborTable.Neighbor neighbor(int interfaceNumber, int address) {
        return new NeighborTable.Neighbor(
                interfaceNumber, reverseBytes(address), Plan.neighborMac(interfaceNumber, address));
    }
}
