package io.sallyport.verify.simulation;

import static java.lang.Integer.reverseBytes;

import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.PrefixList;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.verify.model.End;
import java.util.ArrayList;
import java.util.List;

/**
 * What every simulated gateway is connected to: a router on either side, behind which everybody is. A snapshot has any of four
 * things or lacks them, as bits.
 */
final class Network {
    /** Number of the inside interface. */
    static final int INSIDE = 0;
    /** Number of the outside interface. */
    static final int OUTSIDE = 1;
    /** Bit of a snapshot: the inside router's MAC address is known. */
    static final int INSIDE_NEIGHBOR = 1;
    /** Bit of a snapshot: the outside router's MAC address is known. */
    static final int OUTSIDE_NEIGHBOR = 2;
    /** Bit of a snapshot: there is a route to inside hosts. */
    static final int INSIDE_ROUTE = 4;
    /** Bit of a snapshot: there is a route to everywhere else. */
    static final int OUTSIDE_ROUTE = 8;
    /** A snapshot that has it all. */
    static final int WHOLE = 15;

    /** MAC address of the gateway on both interfaces, as it is read. */
    static final long GATEWAY_MAC = 0x0200_0000_0001L;
    /** MAC address of both routers, as it is read. */
    static final long ROUTER_MAC = 0x0200_0000_0002L;

    /** First pool address. */
    static final int POOL = 0xcb00_710a;
    /** First inside host. */
    static final int HOSTS = 0x0a01_0001;
    /** First server outside. */
    static final int SERVERS = 0xc000_0201;
    /** First stranger outside. */
    static final int STRANGERS = 0xc612_0001;
    /** A router outside that sends ICMP errors. */
    static final int FAR_ROUTER = 0xc000_02fe;
    /** Inside end of the static mapping of TCP. */
    static final End WEB = new End(0x0a02_0001, 80);
    /** Its outside end. */
    static final End WEB_OUTSIDE = new End(POOL, 8_080);
    /** Inside end of the static mapping of UDP. */
    static final End NAMES = new End(0x0a02_0001, 53);
    /** Its outside end. */
    static final End NAMES_OUTSIDE = new End(POOL, 53);
    /** Inside address of the 1:1 mapping. */
    static final int WHOLE_HOST = 0x0a02_0009;
    /** Its outside address. */
    static final int WHOLE_HOST_OUTSIDE = 0xcb00_7114;

    private static final int INSIDE_ADDRESS = 0x0a00_0001;
    private static final int INSIDE_ROUTER = 0x0a00_0002;
    private static final int OUTSIDE_ADDRESS = 0xc633_6402;
    private static final int OUTSIDE_ROUTER = 0xc633_6401;
    private static final int MTU = 1_500;

    private Network() {}

    /** Makes a snapshot that has what the bits say. */
    static Snapshot snapshot(long version, NatFacts nat, int bits) {
        List<PrefixList.Route> routes = new ArrayList<>();
        if ((bits & INSIDE_ROUTE) != 0) {
            routes.add(new PrefixList.Route(0x0a00_0000, 8, INSIDE));
        }
        if ((bits & OUTSIDE_ROUTE) != 0) {
            routes.add(new PrefixList.Route(0, 0, OUTSIDE));
        }
        List<NeighborTable.Neighbor> neighbors = new ArrayList<>();
        if ((bits & INSIDE_NEIGHBOR) != 0) {
            neighbors.add(new NeighborTable.Neighbor(INSIDE, reverseBytes(INSIDE_ROUTER), asStored(ROUTER_MAC)));
        }
        if ((bits & OUTSIDE_NEIGHBOR) != 0) {
            neighbors.add(new NeighborTable.Neighbor(OUTSIDE, reverseBytes(OUTSIDE_ROUTER), asStored(ROUTER_MAC)));
        }
        return new Snapshot(
                version,
                List.of(
                        facts("inside", Role.INSIDE, INSIDE_ADDRESS, 8),
                        facts("outside", Role.OUTSIDE, OUTSIDE_ADDRESS, 24)),
                nat,
                new PrefixList(routes),
                List.of(
                        new NextHop(INSIDE, reverseBytes(INSIDE_ROUTER)),
                        new NextHop(OUTSIDE, reverseBytes(OUTSIDE_ROUTER))),
                new NeighborTable(neighbors));
    }

    private static InterfaceFacts facts(String name, Role role, int address, int prefixLength) {
        return new InterfaceFacts(name, role, reverseBytes(address), prefixLength, asStored(GATEWAY_MAC), MTU);
    }

    private static long asStored(long mac) {
        return Long.reverseBytes(mac) >>> 16;
    }
}
