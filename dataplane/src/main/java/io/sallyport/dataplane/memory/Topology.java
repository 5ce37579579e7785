package io.sallyport.dataplane.memory;

import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.PrefixList;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.RouteTable;
import io.sallyport.dataplane.snapshot.Snapshot;
import java.util.List;

/**
 * What a {@link MemoryGateway} is connected to.
 *
 * @param interfaces all interfaces in order of their numbers
 * @param nat pool, static mappings and destinations left untranslated
 * @param routes from destination to place in {@code nextHops}
 * @param nextHops where routes lead
 * @param neighbors MAC addresses that are known
 */
public record Topology(
        List<InterfaceFacts> interfaces,
        NatFacts nat,
        List<PrefixList.Route> routes,
        List<NextHop> nextHops,
        List<NeighborTable.Neighbor> neighbors) {
    /** Number of the inside interface of {@link #usual}. */
    public static final int INSIDE = 0;
    /** Number of the outside interface of {@link #usual}. */
    public static final int OUTSIDE = 1;
    /** MAC address of the gateway on both interfaces of {@link #usual}. */
    public static final long GATEWAY_MAC = 0x0100_0000_0002L;
    /** MAC address of every neighbor of {@link #usual}. */
    public static final long NEIGHBOR_MAC = 0x0200_0000_0002L;
    /** The inside router that all inside hosts of {@link #usual} are behind, host byte order. */
    public static final int INSIDE_ROUTER = 0x0a00_0002;
    /** The outside router of {@link #usual}, host byte order. */
    public static final int OUTSIDE_ROUTER = 0xc633_6401;

    private static final int INSIDE_ADDRESS = 0x0a00_0001;
    private static final int OUTSIDE_ADDRESS = 0xc633_6402;
    private static final int MTU = 1500;

    /**
     * Interface 0 is inside with 10.0.0.1/8, interface 1 is outside with 198.51.100.2/24 and a default route, both with one
     * known neighbor for everything.
     */
    public static Topology usual(NatFacts nat) {
        int insideRouter = Integer.reverseBytes(INSIDE_ROUTER);
        int outsideRouter = Integer.reverseBytes(OUTSIDE_ROUTER);
        return new Topology(
                List.of(
                        facts("inside", Role.INSIDE, INSIDE_ADDRESS, 8),
                        facts("outside", Role.OUTSIDE, OUTSIDE_ADDRESS, 24)),
                nat,
                List.of(new PrefixList.Route(0x0a00_0000, 8, INSIDE), new PrefixList.Route(0, 0, OUTSIDE)),
                List.of(new NextHop(INSIDE, insideRouter), new NextHop(OUTSIDE, outsideRouter)),
                List.of(
                        new NeighborTable.Neighbor(INSIDE, insideRouter, NEIGHBOR_MAC),
                        new NeighborTable.Neighbor(OUTSIDE, outsideRouter, NEIGHBOR_MAC)));
    }

    private static InterfaceFacts facts(String name, Role role, int address, int prefixLength) {
        return new InterfaceFacts(name, role, Integer.reverseBytes(address), prefixLength, GATEWAY_MAC, MTU);
    }

    /** The snapshot that workers start with. */
    public Snapshot snapshot() {
        return snapshot(StandIn.PLAIN);
    }

    Snapshot snapshot(StandIn standIn) {
        return snapshot(1, standIn.routes(new PrefixList(routes)));
    }

    /** A snapshot that may follow one with a lower version. */
    public Snapshot snapshot(long version) {
        return snapshot(version, new PrefixList(routes));
    }

    private Snapshot snapshot(long version, RouteTable table) {
        return new Snapshot(version, interfaces, nat, table, nextHops, new NeighborTable(neighbors));
    }
}
