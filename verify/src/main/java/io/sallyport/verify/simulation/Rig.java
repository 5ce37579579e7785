package io.sallyport.verify.simulation;

import io.sallyport.dataplane.snapshot.NeighborRequest;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import io.sallyport.dataplane.worker.RingSet;
import io.sallyport.dataplane.worker.Shared;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.verify.check.Finding;
import java.util.ArrayList;
import java.util.List;

/** One life of a gateway: real workers and real rings, on simulated devices. One thread. */
final class Rig {
    private static final int CONTROL = 64;

    private final Desk desk;
    private final List<SimulatedDevice> devices;
    private final List<Worker> workers = new ArrayList<>();
    private final RingSet rings;
    private final SnapshotPublisher snapshots;
    private final long pointers;

    /** What outlives a gateway: memory to make the next one of. */
    static final class Desk implements AutoCloseable {
        private final ScratchMemory memory = new ScratchMemory();
        private final WatchedPool pool = new WatchedPool();

        /** The packet buffers. */
        WatchedPool pool() {
            return pool;
        }

        @Override
        public void close() {
            pool.close();
            memory.close();
        }
    }

    /**
     * Starts a gateway. The one before on the same desk is gone, and all its packets with it.
     *
     * @param count number of workers
     * @param bits what the first snapshot has
     * @param now time in nanoseconds
     */
    Rig(Desk desk, Scenario scenario, int count, int bits, SimulatedDevice.Leaving leaving, long now) {
        this.desk = desk;
        desk.memory.reset();
        desk.pool.reset();
        pointers = desk.memory.allocate(8L * CONTROL, "ring elements");
        devices = List.of(
                device(Network.INSIDE, scenario, count, leaving), device(Network.OUTSIDE, scenario, count, leaving));
        WorkerSettings settings = scenario.settings(count);
        rings = RingSet.make(
                count,
                scenario.ring(),
                (name, size, worker) -> Ring.initialize(desk.memory.allocate(Ring.bytes(size), name), size));
        snapshots = new SnapshotPublisher(count, Network.snapshot(1, scenario.nat(), bits));
        Shared shared = Shared.of(settings, rings, snapshots, desk.memory);
        for (int number = 0; number < count; number++) {
            workers.add(new Worker(number, settings, devices, desk.pool, shared, desk.memory, now));
        }
    }

    private static SimulatedDevice device(int number, Scenario scenario, int queues, SimulatedDevice.Leaving leaving) {
        return new SimulatedDevice(number, queues, scenario.receive(), scenario.transmit(), leaving);
    }

    /** Publishes a snapshot that has what the bits say. */
    void publish(Scenario scenario, int bits) {
        snapshots.publish(Network.snapshot(snapshots.current().version() + 1, scenario.nat(), bits));
    }

    /** A packet comes in; false if the card has to let it pass because the queue is full or no buffer is left. */
    boolean arrive(int interfaceNumber, int queue, Parcel parcel) {
        SimulatedDevice device = devices.get(interfaceNumber);
        if (!device.hasRoom(queue)) {
            return false;
        }
        long mbuf = desk.pool.fill(parcel.frame().bytes(), parcel);
        if (mbuf != 0) {
            device.arrive(queue, mbuf);
        }
        return mbuf != 0;
    }

    /** Wires take up to a number of packets off a transmit queue; returns how many. */
    int drain(int interfaceNumber, int queue, long most) {
        return devices.get(interfaceNumber).drain(queue, most, desk.pool::done);
    }

    /** Wires take everything; returns how many packets. */
    int drainAll() {
        int taken = 0;
        for (int number = 0; number < devices.size(); number++) {
            for (int queue = 0; queue < workers.size(); queue++) {
                taken += drain(number, queue, Long.MAX_VALUE);
            }
        }
        return taken;
    }

    /** The control thread takes what workers have sent it; returns how many questions for neighbors. */
    int control() {
        int questions = 0;
        for (Ring up : rings.up()) {
            for (int n = up.dequeue(pointers, CONTROL); n > 0; n = up.dequeue(pointers, CONTROL)) {
                for (int i = 0; i < n; i++) {
                    long element = Memory.getLong(pointers + 8L * i);
                    if (!NeighborRequest.isRequest(element)) {
                        throw new Finding("slow path", "the control thread is given a packet that is not for it");
                    }
                    questions++;
                }
            }
        }
        return questions;
    }

    List<Worker> workers() {
        return workers;
    }

    /** The rings from one worker to another, by leg. */
    Ring[] rings(int from, int to) {
        return rings.handoff().stream().map(leg -> leg.get(from).get(to)).toArray(Ring[]::new);
    }

    /** Packets on all rings from one worker to another. */
    int waiting(int from, int to) {
        return rings.waiting(from, to);
    }

    SimulatedDevice device(int interfaceNumber) {
        return devices.get(interfaceNumber);
    }

    /** The packet buffers. */
    WatchedPool pool() {
        return desk.pool;
    }
}
