package io.sallyport.gateway.control;

import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.NeighborRequest;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.PrefixList;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import io.sallyport.dataplane.worker.RingSet;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * A neighbor keeper between two workers' rings, with a clock of its own: interface 0 is inside with 10.0.0.1/24, interface
 * 1 outside with 198.51.100.2/24. One pool address is on the outside link, one is not.
 */
final class KeeperRig implements AutoCloseable {
    static final int BUFFERS = 64;
    static final int INSIDE = 0;
    static final int OUTSIDE = 1;
    static final String INSIDE_MAC = "02:00:00:00:00:01";
    static final String OUTSIDE_MAC = "02:00:00:00:00:02";
    static final String POOL_ON_LINK = "198.51.100.10";
    static final String POOL_ELSEWHERE = "203.0.113.10";

    final MemoryPool pool = new MemoryPool(BUFFERS);
    final SnapshotPublisher snapshots;
    final NeighborKeeper keeper;
    private final TableArena arena = new TableArena();
    private final RingSet rings;
    private final long pointer = arena.allocate(8, "test");
    private long now = 1_000_000_000_000L;

    KeeperRig() {
        rings = RingSet.make(
                2, 2, (name, size, worker) -> Ring.initialize(arena.allocate(Ring.bytes(size), name), size));
        snapshots = new SnapshotPublisher(2, snapshot());
        keeper = new NeighborKeeper(snapshots, rings, pool, arena.allocate(NeighborKeeper.BYTES, "keeper"));
    }

    private static Snapshot snapshot() {
        List<InterfaceFacts> interfaces = List.of(
                facts("inside", Role.INSIDE, "10.0.0.1", INSIDE_MAC),
                facts("outside", Role.OUTSIDE, "198.51.100.2", OUTSIDE_MAC));
        int[] addresses = {ArpMessage.packed(POOL_ON_LINK), ArpMessage.packed(POOL_ELSEWHERE)};
        return new Snapshot(
                1,
                interfaces,
                NatFacts.of(addresses),
                new PrefixList(List.of()),
                List.of(new NextHop(INSIDE, 0)),
                new NeighborTable(List.of()));
    }

    private static InterfaceFacts facts(String name, Role role, String address, String mac) {
        return new InterfaceFacts(name, role, ArpMessage.packed(address), 24, ArpMessage.packedMac(mac), 1500);
    }

    /** Another keeper between the same rings, with other buffers. */
    NeighborKeeper keeperOf(PacketPool buffers) {
        return new NeighborKeeper(snapshots, rings, buffers, arena.allocate(NeighborKeeper.BYTES, "keeper"));
    }

    /** What the keeper gave a worker to send. */
    record Sent(int worker, int interfaceNumber, ArpMessage message) {}

    /** Has a worker pass a message up that came from an interface, and the keeper treat it. */
    void receive(int worker, int interfaceNumber, ArpMessage message) {
        passUp(worker, interfaceNumber, buffer(message, ArpMessage.LENGTH));
        run();
    }

    /** A buffer with a message at the very end of its room, cut to a length. */
    long buffer(ArpMessage message, int length) {
        long mbuf = pool.packet(ArpMessage.LENGTH);
        message.write(mbuf);
        Mbuf.setLength(mbuf, length);
        return mbuf;
    }

    void passUp(int worker, int interfaceNumber, long mbuf) {
        Mbuf.setDevice(mbuf, interfaceNumber);
        putUp(worker, mbuf);
    }

    /** Has a worker ask for a neighbor, and the keeper treat it. */
    void want(int worker, int interfaceNumber, String address) {
        putUp(worker, NeighborRequest.of(NeighborTable.key(interfaceNumber, ArpMessage.packed(address))));
        run();
    }

    private void putUp(int worker, long element) {
        Memory.putLong(pointer, element);
        if (rings.up().get(worker).enqueue(pointer, 1) != 1) {
            throw new IllegalStateException("test ring is full");
        }
    }

    void run() {
        keeper.run(now);
    }

    /** Lets time pass, with the keeper running every ten milliseconds as its thread would. */
    void pass(long millis) {
        for (long end = now + millis * 1_000_000; now < end; ) {
            now += 10_000_000;
            keeper.run(now);
        }
    }

    /** Takes everything that the workers were given to send, and frees it as a device would. */
    List<Sent> sent() {
        List<Sent> all = new ArrayList<>();
        for (int worker = 0; worker < rings.down().size(); worker++) {
            while (rings.down().get(worker).dequeue(pointer, 1) == 1) {
                long mbuf = Memory.getLong(pointer);
                if (Mbuf.dataLength(mbuf) != ArpMessage.LENGTH || Mbuf.packetLength(mbuf) != ArpMessage.LENGTH) {
                    throw new AssertionError("sent a message of " + Mbuf.packetLength(mbuf) + " bytes");
                }
                all.add(new Sent(worker, Mbuf.device(mbuf), ArpMessage.read(mbuf)));
                pool.free(mbuf);
            }
        }
        return all;
    }

    /** What the workers see as a neighbor's MAC address, 0 if none. */
    long published(int interfaceNumber, String address) {
        return snapshots.current().neighbors().find(NeighborTable.key(interfaceNumber, ArpMessage.packed(address)));
    }

    /** The keeper's own list, without interface and age. */
    List<NeighborKeeper.Entry> list() {
        return keeper.list(now);
    }

    @Override
    public void close() {
        pool.close();
        arena.close();
    }
}
