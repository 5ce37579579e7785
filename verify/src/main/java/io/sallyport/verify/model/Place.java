package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.Interface;
import io.sallyport.verify.model.Configuration.Neighbor;
import io.sallyport.verify.model.Configuration.PoolAddress;
import io.sallyport.verify.model.Configuration.Role;
import io.sallyport.verify.model.Configuration.Route;
import io.sallyport.verify.model.Configuration.StaticMapping;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The gateway's place in the network: which addresses are its own, and where others are. */
final class Place {
    private final Configuration configuration;
    private final Set<Integer> natAddresses = new HashSet<>();

    Place(Configuration configuration) {
        this.configuration = configuration;
        configuration.pool().stream().map(PoolAddress::address).forEach(natAddresses::add);
        configuration.statics().stream()
                .map(StaticMapping::outside)
                .map(End::address)
                .forEach(natAddresses::add);
    }

    Interface at(int interfaceNumber) {
        return configuration.interfaces().get(interfaceNumber);
    }

    boolean isNatAddress(int address) {
        return natAddresses.contains(address);
    }

    boolean isInterfaceAddress(int address) {
        return configuration.interfaces().stream().anyMatch(i -> i.address() == address);
    }

    boolean isBroadcast(int address) {
        return configuration.interfaces().stream().anyMatch(i -> i.network().isBroadcast(address));
    }

    boolean isNoNat(int address) {
        return configuration.noNat().stream().anyMatch(n -> n.contains(address));
    }

    /** The route with the longest prefix. */
    @Nullable
    Route route(int destination) {
        Route best = null;
        for (Route route : configuration.routes()) {
            boolean isBetter = best == null || route.to().length() > best.to().length();
            if (route.to().contains(destination) && isBetter) {
                best = route;
            }
        }
        return best;
    }

    /** Whether packets to an address leave by an interface of this role. */
    boolean leadsTo(@Nullable Route route, Role role) {
        return route != null && at(route.interfaceNumber()).role() == role;
    }

    @Nullable
    Neighbor nextHop(Route route, int destination) {
        int address = route.via() == 0 ? destination : route.via();
        for (Neighbor neighbor : configuration.neighbors()) {
            if (neighbor.interfaceNumber() == route.interfaceNumber() && neighbor.address() == address) {
                return neighbor;
            }
        }
        return null;
    }
}
