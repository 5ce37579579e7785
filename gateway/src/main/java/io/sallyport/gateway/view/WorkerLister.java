package io.sallyport.gateway.view;

import io.sallyport.api.WorkerInfo;
import io.sallyport.api.Workers;
import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.DropReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes the workers: what they have counted, and how fast. Any thread. */
final class WorkerLister {
    private final List<Integer> cpus;
    private final RateHistory rates;
    private final GapHistory gaps;

    /** Makes one; {@code cpus} by worker number. */
    WorkerLister(List<Integer> cpus, RateHistory rates, GapHistory gaps) {
        this.cpus = cpus;
        this.rates = rates;
        this.gaps = gaps;
    }

    Workers list(List<CounterSnapshot> counters, long nowNanos) {
        RateHistory.AtOnce known = rates.all(nowNanos);
        List<WorkerInfo> infos = new ArrayList<>();
        for (int number = 0; number < counters.size(); number++) {
            CounterSnapshot one = counters.get(number);
            infos.add(new WorkerInfo(
                    number,
                    cpus.get(number),
                    one.consistent() ? WorkerInfo.RUNNING : WorkerInfo.STALLED,
                    share(one.get(Counter.BUSY_TURNS), one.get(Counter.TURNS)),
                    share(one.get(Counter.HANDOFF_ENQUEUE), one.get(Counter.RX_PACKETS)),
                    byLabel(one),
                    dropsByLabel(one),
                    gaps.of(number, nowNanos),
                    known.workers().get(number)));
        }
        return new Workers(infos, known.total());
    }

    static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    static Map<String, Long> byLabel(CounterSnapshot one) {
        Map<String, Long> map = new LinkedHashMap<>();
        for (Counter counter : Counter.ALL) {
            map.put(counter.label(), one.get(counter));
        }
        return map;
    }

    private static Map<String, Long> dropsByLabel(CounterSnapshot one) {
        Map<String, Long> map = new LinkedHashMap<>();
        for (DropReason reason : DropReason.ALL) {
            map.put(reason.label(), one.get(reason));
        }
        return map;
    }
}
