package io.sallyport.gateway.view;

import io.sallyport.api.PoolAddress;
import io.sallyport.api.Pools;
import io.sallyport.api.PortUse;
import io.sallyport.api.StaticMapping;
import io.sallyport.api.WorkerPorts;
import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.ports.PortSpan;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.Ipv4;
import io.sallyport.gateway.config.PoolConfig;
import io.sallyport.gateway.plane.SnapshotBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much of each pool address is taken, which worker gives out which of its ports, and the static mappings. Any thread. */
final class PoolUse {
    private final List<io.sallyport.dataplane.snapshot.PoolAddress> addresses;
    private final List<PoolConfig> pools;
    private final List<StaticMapping> staticMappings;
    private final List<Worker> workers;
    private final SlotOwners owners;

    PoolUse(Config config, List<Worker> workers) {
        this.addresses = SnapshotBuilder.nat(config.nat()).pool();
        this.pools = SnapshotBuilder.pools(config);
        this.staticMappings =
                config.nat().staticMappings().stream().map(PoolUse::describe).toList();
        this.workers = workers;
        this.owners = new SlotOwners(workers.size());
    }

    Pools read() {
        List<PoolAddress> result = new ArrayList<>();
        for (int index = 0; index < addresses.size(); index++) {
            PortSpan span = addresses.get(index).ports();
            long size = 1L + span.highest() - span.lowest();
            List<PortUse> uses = List.of(
                    use("tcp", index, PortMap.TCP, size),
                    use("udp", index, PortMap.UDP, size),
                    use("icmp", index, PortMap.ICMP, size));
            String address =
                    Ipv4.format(Integer.reverseBytes(addresses.get(index).address()));
            PoolConfig pool = pools.get(index);
            result.add(new PoolAddress(
                    pool.name(), address, label(pool.mapping()), label(pool.filtering()), uses, blocks(span)));
        }
        return new Pools(result, staticMappings);
    }

    private static String label(Enum<?> setting) {
        return setting.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static StaticMapping describe(io.sallyport.gateway.config.StaticMapping mapping) {
        return new StaticMapping(
                mapping.protocol() == null ? null : label(mapping.protocol()),
                Ipv4.format(mapping.insideAddress()),
                mapping.insidePort(),
                Ipv4.format(mapping.outsideAddress()),
                mapping.outsidePort());
    }

    private PortUse use(String protocol, int index, int protocolClass, long size) {
        long inUse = workers.stream()
                .mapToLong(worker -> worker.ports().inUse(index, protocolClass))
                .sum();
        return new PortUse(protocol, inUse, size);
    }

    private List<WorkerPorts> blocks(PortSpan span) {
        List<WorkerPorts> blocks = new ArrayList<>();
        for (int worker = 0; worker < workers.size(); worker++) {
            int first = Math.max(span.lowest(), Slots.firstPort(owners.firstSlot(worker)));
            int last = Math.min(span.highest(), Slots.firstPort(owners.lastSlot(worker)) + Slots.PORTS - 1);
            if (first <= last) {
                blocks.add(new WorkerPorts(worker, first, last));
            }
        }
        return blocks;
    }
}
