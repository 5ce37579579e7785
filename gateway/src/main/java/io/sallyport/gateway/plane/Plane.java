package io.sallyport.gateway.plane;

import io.sallyport.dataplane.device.DpdkDevice;
import io.sallyport.dataplane.device.DpdkPool;
import io.sallyport.dataplane.device.DpdkRoutes;
import io.sallyport.dataplane.device.PacketDevice;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import io.sallyport.dataplane.worker.RingSet;
import io.sallyport.dataplane.worker.Shared;
import io.sallyport.dataplane.worker.TurnGaps;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.dataplane.worker.WorkerThread;
import io.sallyport.dpdk.Eal;
import io.sallyport.dpdk.EthDev;
import io.sallyport.dpdk.EthDevSettings;
import io.sallyport.dpdk.Fib;
import io.sallyport.dpdk.MbufPool;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.Rings;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.ConfigException;
import io.sallyport.gateway.config.Mode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The data plane of this process. Built in the order that keeps packets out until everything is ready (checklist C1.8): DPDK,
 * devices found, buffers, rings, routes, tables and workers; then {@link #start} starts devices and, last, threads.
 * {@link #close} undoes what was done, in reverse, however far the building came. Control thread only.
 */
public final class Plane implements AutoCloseable {
    private static final int MEMPOOL_CACHE = 256;
    private static final int MOST_ROUTES = 1024;
    private static final int ANY_SOCKET = 0;

    private final Config config;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final Eal eal;
    private final List<EthDev> devices;
    private final MbufPool pool;
    private final RingSet rings;
    private final SnapshotPublisher snapshots;
    private final WorkerSettings settings;
    private final List<Worker> workers = new ArrayList<>();
    private final List<TurnGaps> turnGaps = new ArrayList<>();
    private final List<WorkerThread> threads = new ArrayList<>();
    private final List<Integer> cpus;
    private final Compilation compilation;
    private final List<EthDevSettings> deviceSettings;
    private volatile List<QueueChoice> queueChoices = List.of();
    private boolean hugePages;

    /**
     * Builds the data plane.
     *
     * @param cpus CPU for each worker, -1 for any
     * @param wrapper puts something between the workers and a device, or nothing
     * @throws ConfigException if the configuration asks for a device that is not there or cannot do it
     * @throws io.sallyport.gateway.EnvironmentException if the machine lacks something
     * @throws io.sallyport.dpdk.DpdkException if DPDK refuses a step after its start
     */
    public Plane(Config config, List<Integer> cpus, int mainCpu, UnaryOperator<PacketDevice> wrapper)
            throws ConfigException {
        this.config = config;
        this.cpus = List.copyOf(cpus);
        settings = Settings.of(config);
        compilation = Compilation.start(settings);
        try {
            eal = DpdkStart.start(config, mainCpu);
            undo.push(eal::close);
            devices = Devices.find(config);
            MemoryPlan plan = MemoryPlan.of(config);
            pool = MbufPool.create("packets", plan.mbufs(), MEMPOOL_CACHE, plan.dataRoom(), ANY_SOCKET);
            undo.push(pool::close);
            devices.forEach(device -> undo.push(device::close)); // before the pool, whose buffers they hold
            rings = RingSet.make(config.workers().count(), plan.handoffRing(), this::ring);
            deviceSettings = Devices.configure(config, devices, plan, pool);
            List<Long> macs = devices.stream().map(EthDev::macAddress).toList();
            snapshots = new SnapshotPublisher(
                    config.workers().count(), SnapshotBuilder.build(config, macs, new DpdkRoutes(fib())));
            makeWorkers(wrapper);
        } catch (ConfigException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private Ring ring(String name, int size) {
        Ring ring = Rings.create(name, size, ANY_SOCKET);
        undo.push(() -> Rings.free(ring));
        return ring;
    }

    private Fib fib() {
        Fib fib = Fib.create("routes", MOST_ROUTES, ANY_SOCKET);
        undo.push(fib::close);
        List<SnapshotBuilder.PlannedRoute> routes = SnapshotBuilder.routes(config);
        for (int hop = 0; hop < routes.size(); hop++) {
            fib.add(routes.get(hop).to().network(), routes.get(hop).to().length(), hop);
        }
        return fib;
    }

    private void makeWorkers(UnaryOperator<PacketDevice> wrapper) {
        hugePages = eal.hugepages();
        TableArena common = new TableArena();
        undo.push(common::close);
        Shared shared = Shared.of(settings, rings, snapshots, common);
        List<PacketDevice> queues =
                devices.stream().<PacketDevice>map(DpdkDevice::new).map(wrapper).toList();
        for (int number = 0; number < settings.workers(); number++) {
            TableArena arena = new TableArena();
            undo.push(arena::close);
            DpdkPool buffers = new DpdkPool(pool, arena.allocate(Long.BYTES, "packet buffer"));
            workers.add(new Worker(number, settings, queues, buffers, shared, arena, System.nanoTime()));
            turnGaps.add(new TurnGaps(arena.allocate(TurnGaps.BYTES, "time from turn to turn")));
            hugePages &= arena.hugePages();
        }
    }

    /**
     * Starts devices, then threads: from here on packets flow.
     *
     * @param failed told if a worker's thread died
     * @throws io.sallyport.dpdk.DpdkException if a driver refuses
     */
    public void start(Consumer<Throwable> failed) {
        compilation.close();
        queueChoices = Devices.start(config, devices, deviceSettings, undo);
        for (Worker worker : workers) {
            int cpu = cpus.get(worker.number());
            TurnGaps gaps = turnGaps.get(worker.number());
            threads.add(new WorkerThread(worker, cpu, config.mode() == Mode.LAB, gaps, failed));
        }
    }

    /** Makes this thread's own view of the packet buffers. */
    public DpdkPool buffers(long scratch) {
        return new DpdkPool(pool, scratch);
    }

    /** The devices by interface number. */
    public List<EthDev> devices() {
        return devices;
    }

    /** How the device of an interface chooses the queue of a packet; {@link QueueChoice#NONE} before it is started. */
    public QueueChoice queueChoice(int interfaceNumber) {
        List<QueueChoice> known = queueChoices;
        return interfaceNumber < known.size() ? known.get(interfaceNumber) : QueueChoice.NONE;
    }

    /** The workers by number. */
    public List<Worker> workers() {
        return workers;
    }

    /** The time from turn to turn of each worker, by number. */
    public List<TurnGaps> turnGaps() {
        return List.copyOf(turnGaps);
    }

    /** CPU of each worker, -1 for any. */
    public List<Integer> cpus() {
        return cpus;
    }

    /** The rings. */
    public RingSet rings() {
        return rings;
    }

    /** Where snapshots are published. */
    public SnapshotPublisher snapshots() {
        return snapshots;
    }

    /** What the workers were made with. */
    public WorkerSettings settings() {
        return settings;
    }

    /** Whether packets and tables are on huge pages. */
    public boolean hugePages() {
        return hugePages;
    }

    /** Ends the workers' threads, which settle their counters; everything else stays. */
    public void stopWorkers() {
        threads.forEach(WorkerThread::close);
        threads.clear();
    }

    @Override
    public void close() {
        compilation.close();
        stopWorkers();
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
