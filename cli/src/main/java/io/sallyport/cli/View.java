package io.sallyport.cli;

import io.sallyport.api.Counters;
import io.sallyport.api.Drops;
import io.sallyport.api.Handoff;
import io.sallyport.api.Interfaces;
import io.sallyport.api.Ledger;
import io.sallyport.api.Neighbors;
import io.sallyport.api.Numa;
import io.sallyport.api.Pauses;
import io.sallyport.api.Pools;
import io.sallyport.api.Routes;
import io.sallyport.api.Sessions;
import io.sallyport.api.Status;
import io.sallyport.api.Workers;
import java.util.List;

/**
 * One thing that {@code sallyport show} shows.
 *
 * @param name the word on the command line, and the last part of the API's path
 * @param shows one line
 * @param renderer writes the answer for a person
 */
record View(String name, String shows, Renderer renderer) {
    /** Every view, in the order to list them. */
    static final List<View> ALL = List.of(
            of("status", "version, mode and whether packets flow", Status.class, (it, all) -> StatusText.of(it)),
            of("workers", "each worker: CPU, state, load, packets", Workers.class, (it, all) -> WorkersText.of(it)),
            of("pauses", "when the JVM stopped all threads, and why", Pauses.class, (it, all) -> PausesText.of(it)),
            of("interfaces", "interfaces and what devices count", Interfaces.class, (it, all) -> InterfacesText.of(it)),
            of("counters", "all counters, in total and by worker", Counters.class, (it, all) -> CountersText.of(it)),
            of("drops", "dropped packets by reason", Drops.class, DropsText::of),
            of("handoff", "packets handed from worker to worker", Handoff.class, HandoffText::of),
            of("ledger", "every packet's fate, added up", Ledger.class, (it, all) -> LedgerText.of(it)),
            of(SessionOptions.VIEW, "sessions, filtered and by page", Sessions.class, (it, all) -> SessionsText.of(it)),
            of("pools", "public addresses and their ports", Pools.class, (it, all) -> PoolsText.of(it)),
            of("numa", "which NUMA node everything is on", Numa.class, (it, all) -> NumaText.of(it)),
            of("neighbors", "hosts on the links, by ARP", Neighbors.class, (it, all) -> NeighborsText.of(it)),
            of("routes", "where packets go", Routes.class, (it, all) -> RoutesText.of(it)));

    /** Writes an answer for a person. */
    interface Renderer {
        /**
         * Returns lines, each ended.
         *
         * @param all whether to write rows of zeros too
         */
        String render(GatewayClient client, String body, boolean all);
    }

    private interface TableOf<T> {
        String of(T answer, boolean all);
    }

    private static <T> View of(String name, String shows, Class<T> type, TableOf<T> table) {
        return new View(name, shows, (client, body, all) -> table.of(client.read(body, type), all));
    }

    /** Whether {@code --all} makes a difference. */
    boolean hidesZeros() {
        return name.equals("drops") || name.equals("handoff");
    }
}
