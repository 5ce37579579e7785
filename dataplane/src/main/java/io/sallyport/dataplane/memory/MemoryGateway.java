package io.sallyport.dataplane.memory;

import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.PrefixList;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import io.sallyport.dataplane.worker.RingSet;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.dpdk.Ring;
import java.util.ArrayList;
import java.util.List;

/**
 * Workers over memory devices: interface 0 is inside with 10.0.0.1/8, interface 1 is outside with 198.51.100.2/24 and a
 * default route, both with one known neighbor for everything. One thread drives all of it.
 */
public final class MemoryGateway implements AutoCloseable {
    /** Number of the inside interface. */
    public static final int INSIDE = 0;
    /** Number of the outside interface. */
    public static final int OUTSIDE = 1;
    /** MAC address of the gateway on both interfaces. */
    public static final long GATEWAY_MAC = 0x0100_0000_0002L;
    /** MAC address of every neighbor. */
    public static final long NEIGHBOR_MAC = 0x0200_0000_0002L;
    /** The inside router that all inside hosts are behind, host byte order. */
    public static final int INSIDE_ROUTER = 0x0a00_0002;
    /** The outside router, host byte order. */
    public static final int OUTSIDE_ROUTER = 0xc633_6401;

    private final TableArena arena = new TableArena();
    private final MemoryPool pool;
    private final List<MemoryDevice> devices;
    private final List<Worker> workers;
    private final SnapshotPublisher snapshots;
    private final RingSet rings;

    /**
     * Makes the gateway.
     *
     * @param poolAddresses NAT addresses in packet byte order
     * @param buffers packet buffers in all
     * @param queueSize elements of a device queue, a power of two
     * @param handoffSize elements of a handoff ring, a power of two
     */
    public MemoryGateway(WorkerSettings settings, int[] poolAddresses, int buffers, int queueSize, int handoffSize) {
        pool = new MemoryPool(buffers);
        devices = List.of(
                new MemoryDevice(settings.workers(), queueSize, this::ring),
                new MemoryDevice(settings.workers(), queueSize, this::ring));
        rings = RingSet.make(settings.workers(), handoffSize, (name, size) -> ring(size));
        snapshots = new SnapshotPublisher(settings.workers(), snapshot(poolAddresses));
        List<Worker> made = new ArrayList<>();
        for (int number = 0; number < settings.workers(); number++) {
            made.add(new Worker(number, settings, devices, pool, rings, snapshots, arena, 0));
        }
        workers = List.copyOf(made);
    }

    private Ring ring(int size) {
        return Ring.initialize(arena.allocate(Ring.bytes(size), "ring"), size);
    }

    private static Snapshot snapshot(int[] poolAddresses) {
        int inside = Integer.reverseBytes(0x0a00_0001);
        int outside = Integer.reverseBytes(0xc633_6402);
        List<InterfaceFacts> interfaces = List.of(
                new InterfaceFacts("inside", Role.INSIDE, inside, 8, GATEWAY_MAC, 1500),
                new InterfaceFacts("outside", Role.OUTSIDE, outside, 24, GATEWAY_MAC, 1500));
        int insideRouter = Integer.reverseBytes(INSIDE_ROUTER);
        int outsideRouter = Integer.reverseBytes(OUTSIDE_ROUTER);
        List<NextHop> nextHops = List.of(new NextHop(INSIDE, insideRouter), new NextHop(OUTSIDE, outsideRouter));
        PrefixList routes = new PrefixList(
                List.of(new PrefixList.Route(0x0a00_0000, 8, INSIDE), new PrefixList.Route(0, 0, OUTSIDE)));
        NeighborTable neighbors = new NeighborTable(List.of(
                new NeighborTable.Neighbor(INSIDE, insideRouter, NEIGHBOR_MAC),
                new NeighborTable.Neighbor(OUTSIDE, outsideRouter, NEIGHBOR_MAC)));
        return new Snapshot(1, interfaces, poolAddresses, routes, nextHops, neighbors);
    }

    /** The packet buffers. */
    public MemoryPool pool() {
        return pool;
    }

    /** An interface's device. */
    public MemoryDevice device(int interfaceNumber) {
        return devices.get(interfaceNumber);
    }

    /** All workers. */
    public List<Worker> workers() {
        return workers;
    }

    /** Where snapshots are published. */
    public SnapshotPublisher snapshots() {
        return snapshots;
    }

    /** The rings between workers and to the control thread. */
    public RingSet rings() {
        return rings;
    }

    /** Writes the Ethernet header of a frame to the gateway. */
    public static void address(long frame) {
        Ethernet.setAddresses(frame, GATEWAY_MAC, NEIGHBOR_MAC);
        Ethernet.setType(frame, Ethernet.TYPE_IPV4);
    }

    @Override
    public void close() {
        arena.close();
        pool.close();
    }
}
