package io.sallyport.gateway.view;

import io.sallyport.api.Counters;
import io.sallyport.api.DropCount;
import io.sallyport.api.Drops;
import io.sallyport.api.Handoff;
import io.sallyport.api.HandoffPair;
import io.sallyport.api.Interfaces;
import io.sallyport.api.Ledger;
import io.sallyport.api.NeighborInfo;
import io.sallyport.api.Neighbors;
import io.sallyport.api.Numa;
import io.sallyport.api.Pauses;
import io.sallyport.api.Pools;
import io.sallyport.api.Restored;
import io.sallyport.api.RouteInfo;
import io.sallyport.api.Routes;
import io.sallyport.api.Sessions;
import io.sallyport.api.Status;
import io.sallyport.api.WorkerCounters;
import io.sallyport.api.Workers;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.restart.Discard;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dpdk.Eal;
import io.sallyport.dpdk.Stats;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.Ipv4;
import io.sallyport.gateway.config.Mode;
import io.sallyport.gateway.control.ControlThread;
import io.sallyport.gateway.control.NeighborKeeper;
import io.sallyport.gateway.http.GatewayView;
import io.sallyport.gateway.http.SessionQuery;
import io.sallyport.gateway.plane.MacAddress;
import io.sallyport.gateway.plane.Plane;
import io.sallyport.gateway.plane.SnapshotBuilder;
import io.sallyport.gateway.state.TakenOver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The running gateway as the API sees it. Every answer is added up anew; only rates need the counters of the last minute, which
 * are kept. Any thread.
 */
public final class LiveView implements GatewayView {
    private final Config config;
    private final Plane plane;
    private final ControlThread control;
    private final BooleanSupplier ready;
    private final CounterReader counters;
    private final TrafficReader traffic;
    private final RateHistory rates;
    private final GapHistory gaps;
    private final PauseLog pauses;
    private final WorkerLister workers;
    private final InterfaceLister interfaces;
    private final SessionLister sessions;
    private final PoolUse pools;
    private final NumaReader numa;
    private final long startedAt = System.nanoTime();

    /** Makes the view; {@code ready} says whether packets flow. */
    public LiveView(Config config, Plane plane, ControlThread control, PauseLog pauses, BooleanSupplier ready) {
        this.config = config;
        this.plane = plane;
        this.control = control;
        this.pauses = pauses;
        this.ready = ready;
        this.counters =
                new CounterReader(plane.workers().stream().map(Worker::counters).toList());
        this.traffic = new TrafficReader(
                counters,
                plane.devices().stream()
                        .<Supplier<Stats>>map(device -> device::stats)
                        .toList());
        this.rates = new RateHistory(plane.workers().size());
        this.gaps = new GapHistory(plane.turnGaps());
        this.workers = new WorkerLister(plane.cpus(), rates, gaps);
        this.interfaces = new InterfaceLister(config, plane);
        this.sessions = new SessionLister(plane.workers(), plane.settings().timeouts());
        this.pools = new PoolUse(config, plane.workers());
        this.numa = new NumaReader(config, plane.cpus(), plane.places());
    }

    /** Starts to read the counters once a second, without which there are no rates; closing the result ends that. */
    public AutoCloseable sampleRates() {
        return new RateSampler(counters, rates, gaps, pauses);
    }

    @Override
    public Status status() {
        return new Status(
                version(),
                Eal.version(),
                config.mode() == Mode.LAB ? "lab" : "production",
                plane.workers().size(),
                ProcessHandle.current().pid(),
                (System.nanoTime() - startedAt) / 1_000_000_000L,
                plane.hugePages(),
                ready.getAsBoolean(),
                restored(plane.takenOver()));
    }

    private static @Nullable Restored restored(@Nullable TakenOver takenOver) {
        if (takenOver == null) {
            return null;
        }
        Map<String, Long> discarded = new LinkedHashMap<>();
        for (Discard reason : Discard.ALL) {
            long count = takenOver.restored().discarded(reason);
            if (count > 0) {
                discarded.put(reason.label(), count);
            }
        }
        return new Restored(
                takenOver.folder(),
                takenOver.restored().sessions(),
                discarded,
                takenOver.nanos() / 1e9,
                takenOver.awayMillis() < 0 ? null : takenOver.awayMillis() / 1e3);
    }

    /** The build writes it into the jar; there is none when classes run from a folder. */
    private static String version() {
        String built = LiveView.class.getPackage().getImplementationVersion();
        return built == null ? "unknown" : built;
    }

    @Override
    public Workers workers() {
        return workers.list(counters.read(), System.nanoTime());
    }

    @Override
    public Pauses pauses() {
        return pauses.read(System.nanoTime());
    }

    @Override
    public Interfaces interfaces() {
        return interfaces.list(traffic.read());
    }

    @Override
    public Counters counters() {
        List<WorkerCounters> perWorker = new ArrayList<>();
        for (CounterSnapshot one : counters.read()) {
            perWorker.add(new WorkerCounters(perWorker.size(), WorkerLister.byLabel(one)));
        }
        return Counters.of(perWorker);
    }

    @Override
    public Drops drops() {
        List<CounterSnapshot> now = counters.read();
        List<DropCount> reasons = new ArrayList<>();
        for (DropReason reason : DropReason.ALL) {
            List<Long> perWorker = now.stream().map(one -> one.get(reason)).toList();
            reasons.add(DropCount.of(reason.label(), reason.help(), perWorker));
        }
        return Drops.of(reasons);
    }

    @Override
    public Handoff handoff() {
        List<CounterSnapshot> now = counters.read();
        List<HandoffPair> pairs = new ArrayList<>();
        for (int from = 0; from < now.size(); from++) {
            for (int to = 0; to < now.size(); to++) {
                if (from != to) {
                    pairs.add(pair(from, to, now));
                }
            }
        }
        return new Handoff(now.size(), pairs);
    }

    private HandoffPair pair(int from, int to, List<CounterSnapshot> now) {
        Map<String, Long> dropped = new LinkedHashMap<>();
        dropped.put(DropReason.HANDOFF_RING_FULL_NEW.label(), now.get(from).refusedBy(to, false));
        dropped.put(
                DropReason.HANDOFF_RING_FULL_ESTABLISHED.label(), now.get(from).refusedBy(to, true));
        return new HandoffPair(
                from,
                to,
                now.get(from).handedTo(to),
                now.get(to).takenFrom(from),
                dropped,
                plane.rings().waiting(from, to));
    }

    @Override
    public Ledger ledger() {
        return Ledgers.of(config.ports(), traffic.read());
    }

    @Override
    public Sessions sessions(SessionQuery query) {
        return sessions.list(query, System.nanoTime() / 1_000_000);
    }

    @Override
    public Pools pools() {
        return pools.read();
    }

    @Override
    public Numa numa() {
        return numa.read();
    }

    @Override
    public Neighbors neighbors() {
        long now = System.nanoTime();
        List<NeighborInfo> infos = new ArrayList<>();
        for (NeighborKeeper.Entry entry :
                control.ask(keeper -> keeper.list(now)).join()) {
            boolean resolved = entry.mac() != 0;
            infos.add(new NeighborInfo(
                    config.interfaces().get(entry.interfaceNumber()).port(),
                    Ipv4.format(Integer.reverseBytes(entry.address())),
                    resolved ? MacAddress.format(entry.mac()) : null,
                    resolved ? NeighborInfo.RESOLVED : entry.failed() ? NeighborInfo.FAILED : NeighborInfo.RESOLVING,
                    Math.max(0, entry.ageNanos()) / 1_000_000_000L));
        }
        infos.sort(Comparator.comparing(NeighborInfo::interfaceName).thenComparing(NeighborInfo::address));
        return new Neighbors(infos);
    }

    @Override
    public Routes routes() {
        List<SnapshotBuilder.PlannedRoute> planned = new ArrayList<>(SnapshotBuilder.routes(config));
        planned.sort(Comparator.comparingInt(route -> -route.to().length()));
        return new Routes(planned.stream()
                .map(route -> new RouteInfo(
                        route.to().toString(),
                        route.hop().gateway() == 0
                                ? null
                                : Ipv4.format(Integer.reverseBytes(route.hop().gateway())),
                        config.interfaces().get(route.hop().interfaceNumber()).port()))
                .toList());
    }
}
