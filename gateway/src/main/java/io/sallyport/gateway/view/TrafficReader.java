package io.sallyport.gateway.view;

import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dpdk.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads workers and devices in an order in which no packet can seem to be taken before it was received, or sent before it was
 * given: devices for what they sent, then workers, then devices for what they received. So both differences are never
 * negative while packets flow, but for a worker that is stalled in the middle of a turn.
 *
 * <p>Any thread; one reads at a time, since some drivers add up what their hardware has counted since it was read last.
 */
final class TrafficReader {
    private final CounterReader workers;
    private final List<? extends Supplier<Stats>> devices;

    /** Makes a reader of the workers, and of the devices by interface number. */
    TrafficReader(CounterReader workers, List<? extends Supplier<Stats>> devices) {
        this.workers = workers;
        this.devices = devices;
    }

    synchronized Traffic read() {
        List<Stats> before = stats();
        List<CounterSnapshot> between = workers.read();
        List<Stats> after = stats();
        List<Stats> merged = new ArrayList<>();
        for (int number = 0; number < devices.size(); number++) {
            merged.add(merge(before.get(number), after.get(number)));
        }
        return new Traffic(between, merged);
    }

    private List<Stats> stats() {
        List<Stats> all = new ArrayList<>();
        devices.forEach(device -> all.add(device.get()));
        return all;
    }

    private static Stats merge(Stats before, Stats after) {
        return new Stats(
                after.ipackets(),
                before.opackets(),
                after.ibytes(),
                before.obytes(),
                after.imissed(),
                after.ierrors(),
                before.oerrors(),
                after.rxNombuf());
    }
}
