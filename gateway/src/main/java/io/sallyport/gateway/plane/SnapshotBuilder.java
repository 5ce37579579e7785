package io.sallyport.gateway.plane;

import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.ports.PortSpan;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.NetworkSet;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.RouteTable;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.dpdk.EthDev;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.InterfaceConfig;
import io.sallyport.gateway.config.Ipv4Prefix;
import io.sallyport.gateway.config.NatConfig;
import io.sallyport.gateway.config.PoolConfig;
import io.sallyport.gateway.config.RouteConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a configuration into the first snapshot: interface numbers, pool address indexes, routes and next hops. */
public final class SnapshotBuilder {
    private SnapshotBuilder() {}

    /**
     * One route with its next hop's number, which is its place in the list.
     *
     * @param to destination
     * @param hop where it leads
     */
    public record PlannedRoute(Ipv4Prefix to, NextHop hop) {}

    /**
     * What the snapshot says of an interface that the configuration does not.
     *
     * @param mac its MAC address, first byte lowest
     * @param checksIpv4 whether its device tells of the IPv4 header checksum of what it receives
     */
    record DeviceFacts(long mac, boolean checksIpv4) {
        static DeviceFacts of(EthDev device) {
            return new DeviceFacts(device.macAddress(), device.info().checksIpv4());
        }
    }

    /** All routes: the interfaces' own subnets, then those of the configuration. */
    public static List<PlannedRoute> routes(Config config) {
        List<PlannedRoute> routes = new ArrayList<>();
        for (int number = 0; number < config.interfaces().size(); number++) {
            Ipv4Prefix own = config.interfaces().get(number).address();
            routes.add(new PlannedRoute(new Ipv4Prefix(own.network(), own.length()), new NextHop(number, 0)));
        }
        for (RouteConfig route : config.routes()) {
            NextHop hop = new NextHop(interfaceTowards(config, route.via()), Integer.reverseBytes(route.via()));
            routes.add(new PlannedRoute(route.to(), hop));
        }
        return routes;
    }

    private static int interfaceTowards(Config config, int via) {
        return IntStream.range(0, config.interfaces().size())
                .filter(number -> config.interfaces().get(number).address().contains(via))
                .findFirst()
                .orElseThrow(); // the configuration was checked for it
    }

    /** What the configuration says about translation: pool addresses in the order of the file, which is their index. */
    public static NatFacts nat(NatConfig nat) {
        return new NatFacts(
                nat.pools().stream().flatMap(SnapshotBuilder::addresses).toList(),
                nat.staticMappings().stream().map(SnapshotBuilder::mapping).toList(),
                nat.noNat().stream()
                        .map(prefix -> new NetworkSet.Network(prefix.network(), prefix.length()))
                        .toList());
    }

    private static Stream<PoolAddress> addresses(PoolConfig pool) {
        PortSpan ports = new PortSpan(pool.ports().first(), pool.ports().last());
        boolean endpointIndependent = pool.mapping() == NatConfig.Mapping.ENDPOINT_INDEPENDENT;
        Filtering filtering = Filtering.valueOf(pool.filtering().name());
        return pool.addresses().stream()
                .flatMapToInt(range -> IntStream.range(0, (int) range.size()).map(i -> range.first() + i))
                .mapToObj(address ->
                        new PoolAddress(Integer.reverseBytes(address), ports, endpointIndependent, filtering));
    }

    private static StaticMapping mapping(io.sallyport.gateway.config.StaticMapping given) {
        return new StaticMapping(
                protocol(given.protocol()),
                Integer.reverseBytes(given.insideAddress()),
                Ports.swap(given.insidePort()),
                Integer.reverseBytes(given.outsideAddress()),
                Ports.swap(given.outsidePort()));
    }

    private static int protocol(io.sallyport.gateway.config.StaticMapping.@Nullable Protocol protocol) {
        return switch (protocol) {
            case null -> StaticMapping.ANY;
            case TCP -> Ipv4.TCP;
            case UDP -> Ipv4.UDP;
        };
    }

    /** The pool that each pool address belongs to, by index. */
    public static List<PoolConfig> pools(Config config) {
        List<PoolConfig> pools = new ArrayList<>();
        for (PoolConfig pool : config.nat().pools()) {
            for (long i = 0; i < pool.size(); i++) {
                pools.add(pool);
            }
        }
        return pools;
    }

    /**
     * Builds the snapshot.
     *
     * @param devices of each interface
     * @param table routes by next hop number, as {@link #routes} numbers them
     */
    static Snapshot build(Config config, List<DeviceFacts> devices, RouteTable table) {
        List<InterfaceFacts> interfaces = new ArrayList<>();
        for (int number = 0; number < config.interfaces().size(); number++) {
            interfaces.add(facts(config.interfaces().get(number), devices.get(number)));
        }
        List<NextHop> hops = routes(config).stream().map(PlannedRoute::hop).toList();
        return new Snapshot(1, interfaces, nat(config.nat()), table, hops, new NeighborTable(List.of()));
    }

    private static InterfaceFacts facts(InterfaceConfig one, DeviceFacts device) {
        Role role = one.role() == null ? Role.NONE : Role.valueOf(one.role().name());
        int address = Integer.reverseBytes(one.address().address());
        return new InterfaceFacts(
                one.port(), role, address, one.address().length(), device.mac(), one.mtu(), device.checksIpv4());
    }
}
