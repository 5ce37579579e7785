package io.sallyport.gateway.http;

import io.sallyport.api.DeviceStats;
import io.sallyport.api.DropCount;
import io.sallyport.api.HandoffPair;
import io.sallyport.api.InterfaceInfo;
import io.sallyport.api.Ledger;
import io.sallyport.api.LedgerInterface;
import io.sallyport.api.PauseCause;
import io.sallyport.api.Pauses;
import io.sallyport.api.PoolAddress;
import io.sallyport.api.PortUse;
import io.sallyport.api.Status;
import io.sallyport.api.TurnGaps;
import io.sallyport.api.WorkerCounters;
import io.sallyport.api.WorkerInfo;
import io.sallyport.api.WorkerPackets;
import io.sallyport.dataplane.count.Counter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The answer of {@code /metrics}: what the JSON answers say, as Prometheus reads it. */
final class Metrics {
    private static final double MICROS = 1e6;

    private final MetricsText out = new MetricsText();

    private Metrics() {}

    static String text(GatewayView view) {
        Metrics metrics = new Metrics();
        metrics.status(view.status());
        metrics.counters(view.counters().workers());
        metrics.turnGaps(view.workers().workers());
        metrics.pauses(view.pauses());
        metrics.drops(view.drops().reasons());
        metrics.handoff(view.handoff().pairs());
        metrics.ledger(view.ledger());
        metrics.devices(view.interfaces().interfaces());
        metrics.pools(view.pools().addresses());
        return metrics.out.toString();
    }

    private void status(Status status) {
        out.gauge("info", "what is running; always 1")
                .sample(1, "version", status.version(), "dpdk", status.dpdk(), "mode", status.mode());
        out.gauge("ready", "1 if packets flow, else 0").sample(status.ready() ? 1 : 0);
        out.gauge("uptime_seconds", "seconds since packets flow").sample(status.uptimeSeconds());
        out.gauge("workers", "number of workers").sample(status.workers());
    }

    private void counters(List<WorkerCounters> workers) {
        for (Counter counter : Counter.ALL) {
            if (counter == Counter.SESSIONS_ACTIVE) {
                out.gauge(counter.label(), counter.help());
            } else {
                out.counter(counter.label(), counter.help());
            }
            for (WorkerCounters worker : workers) {
                Long value = worker.counters().get(counter.label());
                if (value != null) {
                    out.sample(value, "worker", String.valueOf(worker.worker()));
                }
            }
        }
    }

    private void turnGaps(List<WorkerInfo> workers) {
        out.histograms("turn_gap_seconds", "time from the start of a worker's turn to the start of the next");
        for (WorkerInfo worker : workers) {
            TurnGaps gaps = worker.turnGaps();
            SortedMap<Double, Long> bounds = new TreeMap<>();
            gaps.buckets().forEach(one -> bounds.put(one.atMostMicros() / MICROS, one.gaps()));
            out.histogram(
                    "worker",
                    String.valueOf(worker.id()),
                    bounds,
                    gaps.sinceStart().gaps(),
                    gaps.totalMicros() / MICROS);
        }
        out.gauge("turn_gap_longest_microseconds", "the longest of them since start, rounded up");
        for (WorkerInfo worker : workers) {
            double longest = worker.turnGaps().sinceStart().longestMicros();
            out.sample((long) Math.ceil(longest), "worker", String.valueOf(worker.id()));
        }
    }

    private void pauses(Pauses pauses) {
        out.counter("jvm_pauses", "times that the JVM stopped all threads, by its name of what for");
        for (PauseCause one : pauses.causes()) {
            out.sample(one.pauses(), "cause", one.cause());
        }
        out.counter("jvm_pause_microseconds", "how long these were together");
        for (PauseCause one : pauses.causes()) {
            out.sample(Math.round(one.totalMicros()), "cause", one.cause());
        }
        out.gauge("jvm_pause_longest_microseconds", "the longest of them since start, rounded up");
        for (PauseCause one : pauses.causes()) {
            out.sample((long) Math.ceil(one.longestMicros()), "cause", one.cause());
        }
    }

    private void drops(List<DropCount> reasons) {
        out.counter("drops", "packets dropped, by reason");
        for (DropCount reason : reasons) {
            for (int worker = 0; worker < reason.workers().size(); worker++) {
                out.sample(reason.workers().get(worker), "worker", String.valueOf(worker), "reason", reason.label());
            }
        }
    }

    private void handoff(List<HandoffPair> pairs) {
        out.counter("handoff_pair_enqueued", "packets put on the ring from one worker to another");
        pairs(pairs, HandoffPair::enqueued);
        out.counter("handoff_pair_dequeued", "packets taken from the ring");
        pairs(pairs, HandoffPair::dequeued);
        out.gauge("handoff_pair_depth", "packets on the ring");
        pairs(pairs, HandoffPair::depth);
        out.counter("handoff_pair_dropped", "packets that found no room on the ring, by reason");
        for (HandoffPair pair : pairs) {
            pair.dropped()
                    .forEach((reason, packets) -> out.sample(
                            packets,
                            "from",
                            String.valueOf(pair.from()),
                            "to",
                            String.valueOf(pair.to()),
                            "reason",
                            reason));
        }
    }

    private void pairs(List<HandoffPair> pairs, ToLongFunction<HandoffPair> value) {
        for (HandoffPair pair : pairs) {
            out.sample(value.applyAsLong(pair), "from", String.valueOf(pair.from()), "to", String.valueOf(pair.to()));
        }
    }

    private void ledger(Ledger ledger) {
        out.gauge("ledger_in_flight", "packets that the gateway holds").sample(ledger.inFlight());
        out.gauge("ledger_difference", "packets whose fate is unknown; anything but 0 is a fault of the gateway")
                .sample(ledger.difference());
        out.gauge("interface_not_taken", "packets that the device received and no worker took");
        for (LedgerInterface one : ledger.interfaces()) {
            out.sample(one.notTaken(), "interface", one.interfaceName());
        }
        out.gauge("interface_not_sent", "packets that the device accepted and did not send");
        for (LedgerInterface one : ledger.interfaces()) {
            out.sample(one.notSent(), "interface", one.interfaceName());
        }
    }

    private void devices(List<InterfaceInfo> interfaces) {
        out.gauge("interface_up", "1 if the link is up, else 0");
        for (InterfaceInfo info : interfaces) {
            out.sample(info.linkUp() ? 1 : 0, "interface", info.name(), "role", info.role());
        }
        workers(interfaces, "rx_packets", "packets taken from the interface", WorkerPackets::rxPackets);
        workers(interfaces, "handed_off", "those of them that another worker owns", WorkerPackets::handedOff);
        device(interfaces, "ipackets", "packets received", DeviceStats::ipackets);
        device(interfaces, "opackets", "packets sent", DeviceStats::opackets);
        device(interfaces, "ibytes", "bytes received", DeviceStats::ibytes);
        device(interfaces, "obytes", "bytes sent", DeviceStats::obytes);
        device(interfaces, "imissed", "packets dropped because RX queues were full", DeviceStats::imissed);
        device(interfaces, "ierrors", "packets received with an error", DeviceStats::ierrors);
        device(interfaces, "oerrors", "packets that could not be sent", DeviceStats::oerrors);
        device(interfaces, "rx_nombuf", "receptions without a packet buffer", DeviceStats::rxNombuf);
    }

    private void workers(
            List<InterfaceInfo> interfaces, String name, String help, ToLongFunction<WorkerPackets> value) {
        out.counter("interface_" + name, help);
        for (InterfaceInfo info : interfaces) {
            for (WorkerPackets worker : info.workers()) {
                out.sample(
                        value.applyAsLong(worker),
                        "interface",
                        info.name(),
                        "role",
                        info.role(),
                        "worker",
                        String.valueOf(worker.worker()));
            }
        }
    }

    private void device(List<InterfaceInfo> interfaces, String name, String help, ToLongFunction<DeviceStats> value) {
        out.counter("device_" + name, help + ", as the device counts");
        for (InterfaceInfo info : interfaces) {
            out.sample(value.applyAsLong(info.device()), "interface", info.name(), "role", info.role());
        }
    }

    private void pools(List<PoolAddress> addresses) {
        out.gauge("pool_ports_in_use", "ports that a session holds, or that rest after the last one");
        ports(addresses, PortUse::inUse);
        out.gauge("pool_ports", "ports that can be given out");
        ports(addresses, PortUse::size);
    }

    private void ports(List<PoolAddress> addresses, ToLongFunction<PortUse> value) {
        for (PoolAddress address : addresses) {
            for (PortUse use : address.ports()) {
                out.sample(
                        value.applyAsLong(use),
                        "pool",
                        address.pool(),
                        "address",
                        address.address(),
                        "protocol",
                        use.protocol());
            }
        }
    }
}
