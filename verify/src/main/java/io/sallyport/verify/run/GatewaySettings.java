package io.sallyport.verify.run;

import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.policy.Refusal;
import io.sallyport.dataplane.ports.PortSpan;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.NetworkSet;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.PrefixList;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.verify.model.Configuration;
import io.sallyport.verify.model.Configuration.Mapping;
import java.util.ArrayList;
import java.util.List;

/** Says to the gateway what the model's configuration says. */
final class GatewaySettings {
    private GatewaySettings() {}

    static WorkerSettings workers(Configuration from, long portKey) {
        return new WorkerSettings(
                from.workers(),
                from.limits().sessionsPerWorker(),
                timeouts(from.timeouts()),
                options(from.switches()),
                limits(from.limits()),
                WorkerSettings.DEFAULT_PATIENCE_NANOS,
                portKey,
                portKey ^ 0x7ab1e);
    }

    private static Timeouts timeouts(Configuration.Timeouts from) {
        return new Timeouts(
                (int) from.udp(),
                (int) from.tcpEstablished(),
                (int) from.tcpOpening(),
                (int) from.tcpClosing(),
                (int) from.icmp(),
                (int) from.other(),
                (int) from.fragment(),
                (int) from.portQuarantine());
    }

    private static NatOptions options(Configuration.Switches from) {
        return new NatOptions(
                from.hairpin(),
                from.bridge(),
                from.otherProtocols(),
                from.portOverload(),
                from.softPairing(),
                from.rstRevive(),
                from.mssClamp(),
                Refusal.valueOf(from.refusal().name()));
    }

    private static Limits limits(Configuration.Limits from) {
        return new Limits(
                zeroForNone(from.sessionsPerHost()),
                zeroForNone(from.portsPerHost()),
                zeroForNone(from.newSessionsPerHost()),
                from.fragmentsPerWorker());
    }

    private static int zeroForNone(int limit) {
        return limit == Integer.MAX_VALUE ? 0 : limit;
    }

    static Topology topology(Configuration from) {
        List<InterfaceFacts> interfaces = new ArrayList<>();
        for (Configuration.Interface one : from.interfaces()) {
            interfaces.add(new InterfaceFacts(
                    "if" + interfaces.size(),
                    Role.valueOf(one.role().name()),
                    Order.swap(one.network().address()),
                    one.network().length(),
                    Order.swapMac(one.mac()),
                    one.mtu()));
        }
        List<PrefixList.Route> routes = new ArrayList<>();
        List<NextHop> nextHops = new ArrayList<>();
        for (Configuration.Route route : from.routes()) {
            routes.add(new PrefixList.Route(route.to().address(), route.to().length(), nextHops.size()));
            nextHops.add(new NextHop(route.interfaceNumber(), Order.swap(route.via())));
        }
        List<NeighborTable.Neighbor> neighbors = from.neighbors().stream()
                .map(n -> new NeighborTable.Neighbor(
                        n.interfaceNumber(), Order.swap(n.address()), Order.swapMac(n.mac())))
                .toList();
        return new Topology(interfaces, nat(from), routes, nextHops, neighbors);
    }

    private static NatFacts nat(Configuration from) {
        return new NatFacts(
                from.pool().stream().map(GatewaySettings::poolAddress).toList(),
                from.statics().stream().map(GatewaySettings::staticMapping).toList(),
                from.noNat().stream()
                        .map(n -> new NetworkSet.Network(n.address(), n.length()))
                        .toList());
    }

    private static PoolAddress poolAddress(Configuration.PoolAddress from) {
        return new PoolAddress(
                Order.swap(from.address()),
                new PortSpan(from.firstPort(), from.lastPort()),
                from.mapping() == Mapping.ENDPOINT_INDEPENDENT,
                Filtering.valueOf(from.filtering().name()));
    }

    private static StaticMapping staticMapping(Configuration.StaticMapping from) {
        return new StaticMapping(
                from.protocol(),
                Order.swap(from.inside().address()),
                Order.swap16(from.inside().port()),
                Order.swap(from.outside().address()),
                Order.swap16(from.outside().port()));
    }
}
