package io.sallyport.verify.simulation;

import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.worker.WorkerSettings;
import java.util.List;

/**
 * What is fixed for a story: the gateway, the card, and who may talk to whom.
 *
 * @param seed what it was drawn from
 * @param workers number of workers at the start
 * @param rss how the card spreads packets
 * @param sessions most sessions per worker
 * @param timeouts how long sessions may be idle
 * @param options the switches of translation
 * @param limits bounds per host
 * @param patience how long a full ring or queue is waited for, in nanoseconds
 * @param ring elements of a handoff ring; it holds one fewer
 * @param receive packets that a receive queue holds
 * @param transmit packets that a transmit queue holds
 * @param turn time that a turn takes, in nanoseconds
 * @param nat pool and static mappings
 * @param flows who talks to whom
 * @param mood how the story goes
 */
record Scenario(
        long seed,
        int workers,
        Rss rss,
        int sessions,
        Timeouts timeouts,
        NatOptions options,
        Limits limits,
        long patience,
        int ring,
        int receive,
        int transmit,
        long turn,
        NatFacts nat,
        List<Flow> flows,
        Mood mood) {

    /**
     * How a story goes, in per mille where no unit is given.
     *
     * @param packets packets in all, about
     * @param burst most packets that come at once
     * @param turns most turns between two bursts
     * @param drains how often wires take packets, against 1,000
     * @param stalls how often a worker stops being polled
     * @param stallNanos how long at most
     * @param jams how often a transmit queue stops being emptied
     * @param pieces how many packets are fragments
     * @param errors how many are ICMP errors
     * @param strangers how many are strangers'
     * @param jumps how often time jumps
     * @param snapshots how often another snapshot is published
     * @param restarts how often the process is restarted
     * @param rests how often everything comes to rest
     */
    record Mood(
            int packets,
            int burst,
            int turns,
            int drains,
            int stalls,
            long stallNanos,
            int jams,
            int pieces,
            int errors,
            int strangers,
            int jumps,
            int snapshots,
            int restarts,
            int rests) {}

    /** Settings of a life with a number of workers. */
    WorkerSettings settings(int workersNow) {
        return new WorkerSettings(
                workersNow, sessions, timeouts, options, limits, patience, seed, seed ^ 0x7ab1e_5eedL);
    }

    /** The pool addresses. */
    List<PoolAddress> pool() {
        return nat.pool();
    }

    /** Shortest time in nanoseconds that a session of a protocol lasts. */
    long shortest(int protocol) {
        int millis =
                switch (protocol) {
                    case Flow.TCP ->
                        Math.min(timeouts.tcpEstablished(), Math.min(timeouts.tcpOpening(), timeouts.tcpClosing()));
                    case Flow.UDP -> timeouts.udp();
                    default -> timeouts.icmp();
                };
        return millis * 1_000_000L;
    }

    /** One line for a person. */
    String describe() {
        return "seed %d: %d workers, rss %s, rings of %d, receive queues of %d, transmit queues of %d, %d sessions per worker, patience %d us, %d ns a turn, %d flows, %s, %s, %s, %s"
                .formatted(
                        seed,
                        workers,
                        rss.label(),
                        ring - 1,
                        receive,
                        transmit,
                        sessions,
                        patience / 1_000,
                        turn,
                        flows.size(),
                        options,
                        limits,
                        timeouts,
                        poolText());
    }

    private String poolText() {
        PoolAddress first = pool().getFirst();
        return "%d pool addresses of ports %d to %d, endpoint-%s"
                .formatted(
                        pool().size(),
                        first.ports().lowest(),
                        first.ports().highest(),
                        first.endpointIndependent() ? "independent" : "dependent");
    }
}
