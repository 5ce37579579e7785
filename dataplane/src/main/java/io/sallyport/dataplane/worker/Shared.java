package io.sallyport.dataplane.worker;

import io.sallyport.dataplane.session.HostTable;
import io.sallyport.dataplane.session.TableAllocator;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What all workers of a gateway hold in common: rings between them, snapshots from the control thread, and a table of inside hosts
 * that each worker writes for itself and reads of the others. None of it is locked.
 *
 * @param rings between workers, and to and from the control thread
 * @param snapshots where snapshots are published
 * @param hosts by worker; of the least size if there is no bound per host
 */
public record Shared(RingSet rings, SnapshotPublisher snapshots, List<HostTable> hosts) {
    /** Copies the list. */
    public Shared {
        hosts = List.copyOf(hosts);
    }

    /** Makes the tables of hosts that the settings call for. */
    public static Shared of(
            WorkerSettings settings, RingSet rings, SnapshotPublisher snapshots, TableAllocator memory) {
        int sessions = settings.limits().perHost() ? settings.sessions() : 1;
        return new Shared(
                rings,
                snapshots,
                IntStream.range(0, settings.workers())
                        .mapToObj(worker -> new HostTable(memory, sessions, settings.tableSeed() + worker))
                        .toList());
    }
}
