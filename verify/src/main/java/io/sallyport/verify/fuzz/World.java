package io.sallyport.verify.fuzz;

import static java.lang.Integer.reverseBytes;

import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.PrefixList;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.StaticMapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the topology says of an address, looked up in plain lists. Addresses are in host byte order. Immutable. */
final class World {
    private final int[] own;
    private final int[] nat;
    private final int[] networks;
    private final int[] masks;
    private final int[] hops;
    private final NextHop[] nextHops;
    private final boolean[] inside;

    World(Topology topology) {
        List<InterfaceFacts> interfaces = topology.interfaces();
        own = interfaces.stream().mapToInt(one -> reverseBytes(one.address())).toArray();
        var natAddresses = new ArrayList<Integer>();
        topology.nat().pool().stream().map(PoolAddress::address).forEach(natAddresses::add);
        topology.nat().statics().stream().map(StaticMapping::outsideAddress).forEach(natAddresses::add);
        nat = natAddresses.stream().mapToInt(Integer::reverseBytes).toArray();
        var routes = new ArrayList<>(topology.routes());
        routes.sort(Comparator.comparingInt(PrefixList.Route::prefixLength).reversed());
        masks = routes.stream()
                .mapToInt(route -> PrefixList.mask(route.prefixLength()))
                .toArray();
        networks = routes.stream().mapToInt(PrefixList.Route::network).toArray();
        hops = routes.stream().mapToInt(PrefixList.Route::nextHop).toArray();
        nextHops = topology.nextHops().toArray(NextHop[]::new);
        inside = new boolean[interfaces.size()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = interfaces.get(i).role() == Role.INSIDE;
        }
    }

    /** Number of the next hop towards an address, -1 if there is no route. */
    int hop(int address) {
        for (int i = 0; i < masks.length; i++) {
            if ((address & masks[i]) == networks[i]) {
                return hops[i];
            }
        }
        return -1;
    }

    int interfaceOf(int hop) {
        return nextHops[hop].interfaceNumber();
    }

    /** Address of the router of a next hop, 0 if the destination is on the link. */
    int gateway(int hop) {
        return reverseBytes(nextHops[hop].gateway());
    }

    /** Whether the route to an address leads to an inside interface. */
    boolean isInside(int address) {
        int hop = hop(address);
        return hop >= 0 && inside[interfaceOf(hop)];
    }

    boolean isOwn(int address) {
        return holds(own, address);
    }

    boolean isNat(int address) {
        return holds(nat, address);
    }

    private static boolean holds(int[] some, int address) {
        for (int one : some) {
            if (one == address) {
                return true;
            }
        }
        return false;
    }
}
