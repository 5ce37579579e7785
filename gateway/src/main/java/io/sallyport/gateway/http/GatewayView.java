package io.sallyport.gateway.http;

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

/**
 * What the API asks of a running gateway: one method per answer, each worked out anew when asked.
 *
 * <p>Called by any number of HTTP threads at once, from before packets flow until {@link ApiServer#close} returns. No
 * method may make a worker wait.
 */
public interface GatewayView {
    /** What is running; {@link Status#ready} is also what {@code /readyz} answers. */
    Status status();

    /** Each worker with its counters and drops. */
    Workers workers();

    /** When the JVM stopped all threads. */
    Pauses pauses();

    /** The interfaces and their devices' counts. */
    Interfaces interfaces();

    /** The counters, in total and by worker. */
    Counters counters();

    /** Dropped packets by reason. */
    Drops drops();

    /** The handoff rings. */
    Handoff handoff();

    /** The sum of all fates. */
    Ledger ledger();

    /** One page of the sessions that match. */
    Sessions sessions(SessionQuery query);

    /** The pool addresses and their port space. */
    Pools pools();

    /** Which NUMA node everything is on. */
    Numa numa();

    /** The neighbors. */
    Neighbors neighbors();

    /** The routes. */
    Routes routes();
}
