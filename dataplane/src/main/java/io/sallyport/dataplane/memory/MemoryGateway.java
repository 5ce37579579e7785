package io.sallyport.dataplane.memory;

import io.sallyport.dataplane.device.PacketDevice;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import io.sallyport.dataplane.worker.RingSet;
import io.sallyport.dataplane.worker.Shared;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.dpdk.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Workers over memory devices, in a {@link Topology} of their own. One thread drives all of it. */
public final class MemoryGateway implements AutoCloseable {
    private final TableArena arena;
    private final MemoryPool pool;
    private final List<MemoryDevice> devices;
    private final List<Worker> workers;
    private final SnapshotPublisher snapshots;
    private final RingSet rings;

    /**
     * Makes the gateway.
     *
     * @param topology interfaces, routes, neighbors and NAT addresses
     * @param buffers packet buffers in all
     * @param queueSize elements of a device queue, a power of two
     * @param handoffSize elements of a handoff ring, a power of two
     */
    public MemoryGateway(WorkerSettings settings, Topology topology, int buffers, int queueSize, int handoffSize) {
        this(settings, topology, queueSize, handoffSize, StandIn.PLAIN, new TableArena(), new MemoryPool(buffers));
    }

    /**
     * Makes the gateway with its session lines elsewhere.
     *
     * @param lines gives memory for the lines of a worker, by their size in bytes: 64-byte aligned and zero
     */
    public MemoryGateway(
            WorkerSettings settings,
            Topology topology,
            int buffers,
            int queueSize,
            int handoffSize,
            LongUnaryOperator lines) {
        this(
                settings,
                topology,
                queueSize,
                handoffSize,
                StandIn.PLAIN,
                new TableArena(),
                new MemoryPool(buffers),
                lines);
    }

    /** Makes one in memory that it closes, with something between its workers and devices, buffers and routes. */
    MemoryGateway(
            WorkerSettings settings,
            Topology topology,
            int queueSize,
            int handoffSize,
            StandIn standIn,
            TableArena arena,
            MemoryPool pool) {
        this(
                settings,
                topology,
                queueSize,
                handoffSize,
                standIn,
                arena,
                pool,
                bytes -> arena.allocate(bytes, "session lines"));
    }

    /** The same, with its session lines elsewhere. */
    MemoryGateway(
            WorkerSettings settings,
            Topology topology,
            int queueSize,
            int handoffSize,
            StandIn standIn,
            TableArena arena,
            MemoryPool pool,
            LongUnaryOperator lines) {
        this.arena = arena;
        this.pool = pool;
        devices = topology.interfaces().stream()
                .map(one -> new MemoryDevice(settings.workers(), queueSize, this::ring))
                .toList();
        rings = RingSet.make(settings.workers(), handoffSize, (name, size, worker) -> ring(size));
        snapshots = new SnapshotPublisher(settings.workers(), topology.snapshot(standIn));
        Shared shared = Shared.of(settings, rings, snapshots, arena);
        List<PacketDevice> seen = devices.stream().map(standIn::device).toList();
        List<Worker> made = new ArrayList<>();
        for (int number = 0; number < settings.workers(); number++) {
            long its = lines.applyAsLong(SessionTable.bytesOfLines(settings.sessions()));
            made.add(new Worker(number, settings, seen, standIn.pool(pool), shared, arena, its, 0));
        }
        workers = List.copyOf(made);
    }

    private Ring ring(int size) {
        return Ring.initialize(arena.allocate(Ring.bytes(size), "ring"), size);
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

    /** Writes the Ethernet header of a frame to the gateway of the usual topology. */
    public static void address(long frame) {
        Ethernet.setAddresses(frame, Topology.GATEWAY_MAC, Topology.NEIGHBOR_MAC);
        Ethernet.setType(frame, Ethernet.TYPE_IPV4);
    }

    @Override
    public void close() {
        arena.close();
        pool.close();
    }
}
