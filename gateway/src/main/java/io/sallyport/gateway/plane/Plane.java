package io.sallyport.gateway.plane;

import io.sallyport.dataplane.device.DpdkDevice;
import io.sallyport.dataplane.device.DpdkPool;
import io.sallyport.dataplane.device.DpdkRoutes;
import io.sallyport.dataplane.device.PacketDevice;
import io.sallyport.dataplane.restart.Restored;
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
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.Rings;
import io.sallyport.dpdk.memory.NumaNode;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.ConfigException;
import io.sallyport.gateway.config.DpdkConfig;
import io.sallyport.gateway.config.Mode;
import io.sallyport.gateway.numa.Placement;
import io.sallyport.gateway.state.SessionFiles;
import io.sallyport.gateway.state.SessionStore;
import io.sallyport.gateway.state.StartWith;
import io.sallyport.gateway.state.TakenOver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data plane of this process. Built in the order that keeps packets out until everything is ready (checklist C1.8): DPDK,
 * devices found, buffers, rings, routes, tables and workers; then {@link #start} starts devices and, last, threads.
 * {@link #close} undoes what was done, in reverse, however far the building came. Control thread only.
 */
public final class Plane implements AutoCloseable {
    private static final int MOST_ROUTES = 1024;
    /** What all tables of a session take, as a multiple of its line. */
    private static final int TABLES_PER_FILE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Plane.class);

    private final Config config;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final Eal eal;
    private final List<EthDev> devices;
    private final MemoryPlan plan;
    private final Placement placement;
    private final BufferPools pools;
    private final RingSet rings;
    private final SnapshotPublisher snapshots;
    private final WorkerSettings settings;
    private final List<Worker> workers = new ArrayList<>();
    private final List<TableArena> arenas = new ArrayList<>();
    private final List<TurnGaps> turnGaps = new ArrayList<>();
    private final List<WorkerThread> threads = new ArrayList<>();
    private final List<Integer> cpus;
    private final Compilation compilation;
    private final List<EthDevSettings> deviceSettings;
    private final @Nullable SessionFiles files;
    private @Nullable TakenOver takenOver;
    private volatile List<QueueChoice> queueChoices = List.of();
    private boolean hugePages;

    /**
     * Builds the data plane.
     *
     * @param cpus CPU for each worker, -1 for any
     * @param placement on which NUMA node everything is to be
     * @param with how sessions of an earlier process are treated
     * @param wrapper puts something between the workers and a device, or nothing
     * @throws ConfigException if the configuration asks for a device that is not there or cannot do it
     * @throws io.sallyport.gateway.EnvironmentException if the machine lacks something
     * @throws io.sallyport.dpdk.DpdkException if DPDK refuses a step after its start
     */
    public Plane(
            Config config,
            List<Integer> cpus,
            Placement placement,
            int mainCpu,
            StartWith with,
            UnaryOperator<PacketDevice> wrapper)
            throws ConfigException {
        this.config = config;
        this.placement = placement;
        plan = MemoryPlan.of(config, placement.pools().size());
        this.cpus = List.copyOf(cpus);
        settings = Settings.of(config);
        boolean follows = with.mayFollow() && config.state().keepSessions() && SessionStore.isTaken(config);
        compilation = Compilation.start(settings, !follows);
        try {
            if (follows && DpdkStart.fitsBesideAnother(config, plan)) { // while the other gateway still works
                eal = DpdkStart.withoutDevices(config, plan, mainCpu);
                undo.push(eal::close);
                pools = buffers();
                files = openSessions(with, true);
                DpdkStart.addDevices(eal, config);
            } else {
                files = openSessions(with, follows);
                eal = DpdkStart.start(config, plan, mainCpu);
                undo.push(eal::close);
                pools = buffers();
            }
            if (!follows && files != null && files.holdAny()) {
                compilation.close(); // packets come in vain: slowly at first is better than not at all
            }
            devices = Devices.find(config);
            devices.forEach(device -> undo.push(device::close)); // before the pools, whose buffers they hold
            rings = RingSet.make(config.workers().count(), plan.handoffRing(), this::ring);
            deviceSettings = Devices.configure(config, devices, plan, pools);
            List<SnapshotBuilder.DeviceFacts> facts =
                    devices.stream().map(SnapshotBuilder.DeviceFacts::of).toList();
            snapshots = new SnapshotPublisher(
                    config.workers().count(), SnapshotBuilder.build(config, facts, new DpdkRoutes(fib())));
            makeWorkers(wrapper);
            if (files != null) {
                takeOver(files);
            }
        } catch (ConfigException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private @Nullable SessionFiles openSessions(StartWith with, boolean follows) {
        if (!config.state().keepSessions()) {
            return null;
        }
        if (follows) {
            compilation.await(); // while the other gateway still works
        }
        long needed = (SessionStore.bytes(config) * TABLES_PER_FILE) >> 20;
        boolean huge = config.dpdk().hugepages() != DpdkConfig.Hugepages.OFF
                && Machine.freeHugepageMegabytes() >= needed + plan.megabytes();
        SessionFiles opened = new SessionStore(config, with, huge).open();
        undo.addLast(opened::close); // others may have the sessions, and with them the devices, when all else has ended
        opened.moveTo(placement::worker);
        return opened;
    }

    private BufferPools buffers() {
        BufferPools made = BufferPools.make(placement, plan, this::socket);
        undo.push(made::close);
        return made;
    }

    /** DPDK's number of a NUMA node; it has memory of one kind, of no node, where it does without huge pages. */
    private int socket(int node) {
        return eal.hugepages() ? node : NumaNode.UNKNOWN;
    }

    private Ring ring(String name, int size, int worker) {
        Ring ring = Rings.create(name, size, socket(placement.worker(worker)));
        undo.push(() -> Rings.free(ring));
        return ring;
    }

    private Fib fib() {
        Fib fib = Fib.create("routes", MOST_ROUTES, socket(placement.home()));
        undo.push(fib::close);
        List<SnapshotBuilder.PlannedRoute> routes = SnapshotBuilder.routes(config);
        for (int hop = 0; hop < routes.size(); hop++) {
            fib.add(routes.get(hop).to().network(), routes.get(hop).to().length(), hop);
        }
        return fib;
    }

    private void makeWorkers(UnaryOperator<PacketDevice> wrapper) {
        hugePages = eal.hugepages();
        for (int number = 0; number < settings.workers(); number++) {
            TableArena arena = new TableArena(placement.worker(number));
            undo.push(arena::close);
            arenas.add(arena);
        }
        Shared shared = Shared.of(settings, rings, snapshots, arenas::get);
        List<PacketDevice> queues =
                devices.stream().<PacketDevice>map(DpdkDevice::new).map(wrapper).toList();
        for (int number = 0; number < settings.workers(); number++) {
            TableArena arena = arenas.get(number);
            DpdkPool buffers =
                    new DpdkPool(pools.near(placement.worker(number)), arena.allocate(Long.BYTES, "packet buffer"));
            workers.add(worker(number, queues, buffers, shared, arena));
            turnGaps.add(new TurnGaps(arena.allocate(TurnGaps.BYTES, "time from turn to turn")));
            hugePages &= arena.hugePages();
        }
    }

    private Worker worker(int number, List<PacketDevice> queues, DpdkPool buffers, Shared shared, TableArena arena) {
        long now = System.nanoTime();
        return files == null
                ? new Worker(number, settings, queues, buffers, shared, arena, now)
                : new Worker(number, settings, queues, buffers, shared, arena, files.lines(number), now);
    }

    /** Has all workers take over their sessions of the process before this one, at the same time. */
    private void takeOver(SessionFiles from) {
        long began = System.nanoTime();
        from.take(SessionStore.fingerprint(config));
        Restored all = new Restored();
        all.add(from.dealt());
        workers.parallelStream()
                .map(worker -> worker.restore(System.nanoTime()))
                .toList()
                .forEach(all::add);
        takenOver = from.takenOver(all, System.nanoTime() - began);
        LOG.info("{}", takenOver);
    }

    /**
     * Starts devices, then threads: from here on packets flow.
     *
     * @param failed told if a worker's thread died
     * @throws io.sallyport.dpdk.DpdkException if a driver refuses
     */
    public void start(Consumer<Throwable> failed) {
        compilation.await();
        queueChoices = Devices.start(config, devices, deviceSettings, undo);
        Housekeeping.leaveAlone(cpus);
        for (Worker worker : workers) {
            int cpu = cpus.get(worker.number());
            TurnGaps gaps = turnGaps.get(worker.number());
            threads.add(new WorkerThread(worker, cpu, config.mode() == Mode.LAB, gaps, failed));
        }
    }

    /** Makes this thread's own view of the packet buffers. */
    public DpdkPool buffers(long scratch) {
        return new DpdkPool(pools.near(placement.home()), scratch);
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

    /** Where everything is. */
    public Places places() {
        return new Places(placement, List.copyOf(arenas), files, rings, pools);
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

    /** What came of the sessions of the process before this one; null where sessions are not kept. */
    public @Nullable TakenOver takenOver() {
        return takenOver;
    }

    /** The files that sessions are kept in; null where they are not. */
    public @Nullable SessionFiles files() {
        return files;
    }

    /** Ends the workers' threads, which settle their counters; everything else stays. */
    public void stopWorkers() {
        threads.forEach(WorkerThread::close);
        threads.clear();
        if (files != null && takenOver != null && !undo.isEmpty()) {
            files.stopped();
        }
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
