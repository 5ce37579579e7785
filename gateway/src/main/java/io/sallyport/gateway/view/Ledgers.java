package io.sallyport.gateway.view;

import io.sallyport.api.DeviceStats;
import io.sallyport.api.Ledger;
import io.sallyport.api.LedgerInterface;
import io.sallyport.api.LedgerRow;
import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dpdk.Stats;
import java.util.ArrayList;
import java.util.List;

/** Adds the workers' counters up to the ledger, and sets what the devices count beside it. */
final class Ledgers {
    private Ledgers() {}

    /**
     * The ledger of one reading.
     *
     * @param interfaces their names, by interface number
     */
    static Ledger of(List<String> interfaces, Traffic traffic) {
        List<LedgerRow> rows = new ArrayList<>();
        List<Integer> stalled = new ArrayList<>();
        long held = 0;
        long onRings = 0;
        for (int number = 0; number < traffic.workers().size(); number++) {
            CounterSnapshot one = traffic.workers().get(number);
            rows.add(row(number, one));
            if (!one.consistent()) {
                stalled.add(number);
            }
            held += one.held();
            onRings += one.get(Counter.HANDOFF_ENQUEUE) - one.get(Counter.HANDOFF_DEQUEUE);
        }
        List<LedgerInterface> sides = new ArrayList<>();
        for (int number = 0; number < interfaces.size(); number++) {
            DeviceStats device = stats(traffic.devices().get(number));
            sides.add(LedgerInterface.of(interfaces.get(number), traffic.taken(number), traffic.given(number), device));
        }
        return Ledger.of(rows, held + onRings, stalled, sides);
    }

    private static LedgerRow row(int number, CounterSnapshot one) {
        return LedgerRow.of(
                number,
                one.get(Counter.RX_PACKETS),
                one.get(Counter.GENERATED_PACKETS),
                one.get(Counter.HANDOFF_DEQUEUE),
                one.get(Counter.TX_PACKETS),
                one.get(Counter.CONSUMED_PACKETS),
                one.dropped(),
                one.get(Counter.HANDOFF_ENQUEUE),
                one.held());
    }

    /** What a device counts, as the API gives it. */
    static DeviceStats stats(Stats s) {
        return new DeviceStats(
                s.ipackets(),
                s.opackets(),
                s.ibytes(),
                s.obytes(),
                s.imissed(),
                s.ierrors(),
                s.oerrors(),
                s.rxNombuf());
    }
}
