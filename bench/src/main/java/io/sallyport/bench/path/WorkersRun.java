package io.sallyport.bench.path;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.dpdk.memory.Memory;
import java.util.SplittableRandom;

/**
 * Several workers, polled in turn by one thread so that nothing but their own work is timed, and packets from inside of which a chosen share
 * comes to a worker that does not own their flow.
 */
final class WorkersRun implements AutoCloseable {
    private static final int BURST = 64;
    private static final int FLOWS_PER_WORKER = 2_500;
    private static final long TURN_NANOS = 10_000;
    private static final int HANDOFF_RING = 512;

    private final MemoryGateway gateway;
    private final TableArena arena = new TableArena();
    private final long pointers = arena.allocate(8L * BURST, "packets");
    private final int workers;
    private final Flows flows;
    private final int[] owners;
    private final SplittableRandom random = new SplittableRandom(1);
    private long now = 1_000_000_000L;
    private long nanos;

    /** Makes the workers. */
    WorkersRun(int workers) {
        this.workers = workers;
        flows = new Flows(Ipv4.UDP, workers * FLOWS_PER_WORKER);
        owners = new int[flows.count()];
        for (int flow = 0; flow < owners.length; flow++) {
            owners[flow] = SlotOwners.owner(Slots.slot(flows.host(flow), flows.port(flow), Ipv4.UDP), workers);
        }
        int buffers = 16 * workers * BURST;
        gateway = new MemoryGateway(
                WorkerSettings.defaults(workers, 2 * FLOWS_PER_WORKER),
                Topology.usual(NatFacts.of(Integer.reverseBytes(0xcb00_7101))),
                buffers,
                Integer.highestOneBit(buffers),
                HANDOFF_RING);
        for (int first = 0; first < flows.count(); first += BURST) {
            for (int flow = first; flow < Math.min(first + BURST, flows.count()); flow++) {
                put(owners[flow], flow);
            }
            rest();
        }
    }

    /**
     * Sends so many bursts to each worker and returns nanoseconds per packet, the median of all rounds.
     *
     * @param foreign of a hundred packets, how many come to a worker that is not the owner
     */
    double measure(int bursts, int foreign) {
        double[] rounds = new double[bursts];
        for (int round = 0; round < bursts; round++) {
            for (int k = 0; k < workers * BURST; k++) {
                int flow = random.nextInt(flows.count());
                boolean elsewhere = random.nextInt(100) < foreign;
                put(elsewhere ? (owners[flow] + 1 + random.nextInt(workers - 1)) % workers : owners[flow], flow);
            }
            nanos = 0;
            rest();
            rounds[round] = (double) nanos / (workers * BURST);
        }
        return Contest.median(rounds);
    }

    private void put(int worker, int flow) {
        long mbuf = gateway.pool().allocate();
        flows.writeOut(mbuf, flow, 0);
        Memory.putLong(pointers, mbuf);
        gateway.device(Topology.INSIDE).wire(worker).enqueue(pointers, 1);
    }

    /** Until every packet is out. */
    private void rest() {
        long began = System.nanoTime();
        int work = 1;
        while (work > 0) {
            work = 0;
            now += TURN_NANOS;
            for (Worker worker : gateway.workers()) {
                work += worker.poll(now);
            }
        }
        nanos += System.nanoTime() - began;
        for (int worker = 0; worker < workers; worker++) {
            int n = BURST;
            while (n == BURST) {
                n = gateway.device(Topology.OUTSIDE).sent(worker).dequeue(pointers, BURST);
                gateway.pool().free(pointers, n);
            }
        }
    }

    /** Packets handed off so far. */
    long handedOff() {
        return gateway.workers().stream()
                .mapToLong(worker -> worker.counters().get(Counter.HANDOFF_ENQUEUE))
                .sum();
    }

    @Override
    public void close() {
        gateway.close();
        arena.close();
    }
}
