package io.sallyport.gateway.control;

import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.packet.Arp;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.snapshot.AddressTable;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.NeighborRequest;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.PrefixList;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.dataplane.worker.RingSet;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * ARP for all interfaces (RFC 826): answers for the gateway's own addresses and NAT addresses, resolves the next hops
 * that workers ask for, keeps what it learned fresh, and publishes it to the workers. Control thread only.
 */
public final class NeighborKeeper {
    /** Bytes of scratch memory. */
    public static final long BYTES = 8L * 65;

    private static final int BATCH = 64;
    private static final long SCAN_EVERY_NANOS = 100_000_000;
    /** Neighbors that are remembered; one more is not learned, so that a flood of senders takes no memory. */
    private static final int MOST_NEIGHBORS = 65_536;

    private final SnapshotPublisher snapshots;
    private final RingSet rings;
    private final PacketPool pool;
    private final ArpWriter writer;
    private final long elements;
    private final Map<Long, Neighbor> neighbors = new LinkedHashMap<>();
    private boolean changed;
    private long scanned;

    /**
     * Makes the keeper.
     *
     * @param scratch memory of {@link #BYTES} bytes
     */
    public NeighborKeeper(SnapshotPublisher snapshots, RingSet rings, PacketPool pool, long scratch) {
        this.snapshots = snapshots;
        this.rings = rings;
        this.pool = pool;
        this.elements = scratch;
        this.writer = new ArpWriter(pool, rings.down(), scratch + 8L * BATCH);
    }

    /** What is told of a neighbor to somebody who asks. */
    public record Entry(int interfaceNumber, int address, long mac, boolean failed, long ageNanos) {}

    /** Tells every link which addresses are here, so that switches and neighbors learn it after a restart. */
    public void announce() {
        Snapshot now = snapshots.current();
        for (int number = 0; number < now.interfaces().size(); number++) {
            InterfaceFacts facts = now.interfaceAt(number);
            writer.announce(number, facts, facts.address());
            if (facts.role() == Role.OUTSIDE) {
                announceNat(now.nat(), number, facts);
            }
        }
    }

    private void announceNat(NatFacts nat, int number, InterfaceFacts facts) {
        IntStream.concat(
                        nat.pool().stream().mapToInt(PoolAddress::address),
                        nat.statics().stream().mapToInt(StaticMapping::outsideAddress))
                .distinct()
                .filter(address -> onLink(facts, address))
                .forEach(address -> writer.announce(number, facts, address));
    }

    /**
     * Treats what workers have passed up, asks what is due, publishes what changed.
     *
     * @return how much there was from workers
     */
    public int run(long now) {
        int work = 0;
        for (int worker = 0; worker < rings.up().size(); worker++) {
            work += drain(worker, rings.up().get(worker), now);
        }
        if (now - scanned > SCAN_EVERY_NANOS) {
            scanned = now;
            neighbors.values().forEach(neighbor -> keep(neighbor, now));
        }
        if (changed) {
            publish();
        }
        return work;
    }

    private int drain(int worker, Ring ring, long now) {
        int n = ring.dequeue(elements, BATCH);
        int packets = 0;
        for (int k = 0; k < n; k++) {
            long element = Memory.getLong(elements + 8L * k);
            if (NeighborRequest.isRequest(element)) {
                want(NeighborRequest.key(element), now);
            } else {
                received(worker, element, now);
                Memory.putLong(elements + 8L * packets++, element);
            }
        }
        if (packets > 0) {
            pool.free(elements, packets);
        }
        return n;
    }

    private void want(long key, long now) {
        Neighbor neighbor = known(key, now);
        if (neighbor != null) {
            neighbor.want(now);
            keep(neighbor, now);
        }
    }

    private @Nullable Neighbor known(long key, long now) {
        Neighbor neighbor = neighbors.get(key);
        if (neighbor == null && neighbors.size() < MOST_NEIGHBORS) {
            neighbor = new Neighbor(NeighborTable.interfaceOf(key), NeighborTable.addressOf(key), now);
            neighbors.put(key, neighbor);
        }
        return neighbor;
    }

    private void received(int worker, long mbuf, long now) {
        long arp = Mbuf.data(mbuf) + Ethernet.HEADER;
        if (Mbuf.dataLength(mbuf) < Ethernet.HEADER + Arp.LENGTH || !Arp.isIpv4OverEthernet(arp)) {
            return;
        }
        int number = Mbuf.device(mbuf);
        Snapshot snapshot = snapshots.current();
        InterfaceFacts on = snapshot.interfaceAt(number);
        int target = Arp.targetAddress(arp);
        boolean forUs = isOurs(snapshot, number, target);
        if (!isStation(Arp.senderMac(arp))) {
            return;
        }
        if (!isOurs(snapshot, number, Arp.senderAddress(arp))) {
            learn(number, on, arp, forUs, now);
        }
        if (forUs && Arp.operation(arp) == Arp.REQUEST) {
            writer.reply(worker, number, on, target, Arp.senderMac(arp), Arp.senderAddress(arp));
        }
    }

    /** The interface's own address, and on an outside interface all NAT addresses. */
    private static boolean isOurs(Snapshot snapshot, int number, int address) {
        InterfaceFacts facts = snapshot.interfaceAt(number);
        return address == facts.address()
                || (facts.role() == Role.OUTSIDE
                        && AddressTable.isNat(snapshot.addresses().find(address)));
    }

    /** RFC 826: a sender that is known is updated; one that is not is learned if the packet is for us. */
    private void learn(int number, InterfaceFacts on, long arp, boolean forUs, long now) {
        int sender = Arp.senderAddress(arp);
        long key = NeighborTable.key(number, sender);
        if (onLink(on, sender) && (forUs || neighbors.containsKey(key))) {
            Neighbor neighbor = known(key, now);
            if (neighbor != null) {
                changed |= neighbor.answered(Arp.senderMac(arp), now);
            }
        }
    }

    /** Whether one station can have the address; what is sent to a group's would reach many. */
    private static boolean isStation(long mac) {
        return mac != 0 && !Ethernet.isGroup(mac);
    }

    private static boolean onLink(InterfaceFacts facts, int address) {
        int mask = Integer.reverseBytes(PrefixList.mask(facts.prefixLength()));
        return (address & mask) == (facts.address() & mask);
    }

    private void keep(Neighbor neighbor, long now) {
        changed |= neighbor.givesUp(now);
        if (neighbor.asks(now)) {
            InterfaceFacts from = snapshots.current().interfaceAt(neighbor.interfaceNumber);
            writer.request(neighbor.interfaceNumber, from, neighbor.address);
        }
    }

    private void publish() {
        List<NeighborTable.Neighbor> resolved = new ArrayList<>();
        for (Neighbor neighbor : neighbors.values()) {
            if (neighbor.isResolved()) {
                resolved.add(new NeighborTable.Neighbor(neighbor.interfaceNumber, neighbor.address, neighbor.mac()));
            }
        }
        snapshots.publish(snapshots.current().withNeighbors(new NeighborTable(resolved)));
        changed = false;
    }

    /** All neighbors, for a listing. */
    public List<Entry> list(long now) {
        return neighbors.values().stream()
                .map(one ->
                        new Entry(one.interfaceNumber, one.address, one.mac(), one.hasFailed(now), one.ageNanos(now)))
                .toList();
    }
}
