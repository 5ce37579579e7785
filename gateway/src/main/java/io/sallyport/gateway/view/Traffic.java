package io.sallyport.gateway.view;

import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dpdk.Stats;
import java.util.List;

/**
 * What workers and devices have counted, side by side.
 *
 * @param workers by worker number
 * @param devices by interface number; what they sent is as of before the workers were read, what they received as of after
 */
record Traffic(List<CounterSnapshot> workers, List<Stats> devices) {
    /** Packets that workers took from an interface. */
    long taken(int interfaceNumber) {
        return workers.stream().mapToLong(it -> it.received(interfaceNumber)).sum();
    }

    /** Packets that workers took from an interface and had to hand off. */
    long handedOff(int interfaceNumber) {
        return workers.stream().mapToLong(it -> it.handedOff(interfaceNumber)).sum();
    }

    /** Packets that an interface accepted from workers. */
    long given(int interfaceNumber) {
        return workers.stream().mapToLong(it -> it.transmitted(interfaceNumber)).sum();
    }
}
