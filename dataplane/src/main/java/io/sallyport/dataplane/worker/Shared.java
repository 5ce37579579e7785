package io.sallyport.dataplane.worker;

import io.sallyport.dataplane.session.HintMap;
import io.sallyport.dataplane.session.HostTable;
import io.sallyport.dataplane.session.TableAllocator;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What all workers of a gateway hold in common: rings between them, snapshots from the control thread, and two tables that each
 * worker writes for itself and reads of the others. None of it is locked.
 *
 * @param rings between workers, and to and from the control thread
 * @param snapshots where snapshots are published
 * @param hosts what inside hosts have, by worker; of the least size if there is no bound per host
 * @param hints which flows have sessions, by worker; of the least size if there is one worker
 */
public record Shared(RingSet rings, SnapshotPublisher snapshots, List<HostTable> hosts, List<HintMap> hints) {
    /** Copies the lists. */
    public Shared {
        hosts = List.copyOf(hosts);
        hints = List.copyOf(hints);
    }

    /** Makes the tables that the settings call for, all in one place. */
    public static Shared of(
            WorkerSettings settings, RingSet rings, SnapshotPublisher snapshots, TableAllocator memory) {
        return of(settings, rings, snapshots, worker -> memory);
    }

    /**
     * Makes the tables that the settings call for.
     *
     * @param memory for the tables that a worker writes, by worker
     */
    public static Shared of(
            WorkerSettings settings,
            RingSet rings,
            SnapshotPublisher snapshots,
            IntFunction<? extends TableAllocator> memory) {
        int counted = settings.limits().perHost() ? settings.sessions() : 1;
        int shown = settings.workers() > 1 ? settings.sessions() : 1;
        return new Shared(
                rings,
                snapshots,
                IntStream.range(0, settings.workers())
                        .mapToObj(worker -> new HostTable(memory.apply(worker), counted, settings.tableSeed() + worker))
                        .toList(),
                IntStream.range(0, settings.workers())
                        .mapToObj(worker -> new HintMap(memory.apply(worker), shown, ~settings.tableSeed() + worker))
                        .toList());
    }
}
