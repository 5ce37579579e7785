package io.sallyport.gateway.view;

import io.sallyport.api.InterfaceInfo;
import io.sallyport.api.Interfaces;
import io.sallyport.api.QueueChoice;
import io.sallyport.api.WorkerPackets;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dpdk.EthDev;
import io.sallyport.dpdk.RssTypes;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.InterfaceConfig;
import io.sallyport.gateway.plane.MacAddress;
import io.sallyport.gateway.plane.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Describes the interfaces: what the configuration, the device and the workers say of each. Any thread. */
final class InterfaceLister {
    private final Config config;
    private final Plane plane;

    InterfaceLister(Config config, Plane plane) {
        this.config = config;
        this.plane = plane;
    }

    Interfaces list(Traffic traffic) {
        List<InterfaceInfo> infos = new ArrayList<>();
        for (int number = 0; number < plane.devices().size(); number++) {
            infos.add(describe(number, traffic));
        }
        return new Interfaces(infos);
    }

    private InterfaceInfo describe(int number, Traffic traffic) {
        EthDev device = plane.devices().get(number);
        InterfaceConfig one = config.interfaces().get(number);
        return new InterfaceInfo(
                one.port(),
                one.role() == null ? "none" : one.role().name().toLowerCase(Locale.ROOT),
                one.address().toString(),
                MacAddress.format(
                        plane.snapshots().current().interfaceAt(number).mac()),
                one.mtu(),
                device.linkUp(),
                device.linkSpeedMbps(),
                device.info().driver(),
                device.info().checksIpv4() ? List.of("rx-ipv4-checksum") : List.of(),
                plane.workers().size(),
                queueChoice(plane.queueChoice(number), device.info().hashKeySize()),
                WorkerLister.share(traffic.handedOff(number), traffic.taken(number)),
                Ledgers.stats(traffic.devices().get(number)),
                packets(number, traffic.workers()));
    }

    private static QueueChoice queueChoice(io.sallyport.gateway.plane.QueueChoice choice, int keyBytes) {
        return new QueueChoice(
                RssTypes.names(choice.rss().types()),
                choice.missingRssTypes(),
                keyBytes,
                choice.rss().retaSize(),
                choice.flowRules(),
                choice.remarks());
    }

    private static List<WorkerPackets> packets(int number, List<CounterSnapshot> workers) {
        List<WorkerPackets> packets = new ArrayList<>();
        for (int worker = 0; worker < workers.size(); worker++) {
            CounterSnapshot one = workers.get(worker);
            packets.add(
                    new WorkerPackets(worker, one.received(number), one.transmitted(number), one.handedOff(number)));
        }
        return packets;
    }
}
