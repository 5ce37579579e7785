package io.sallyport.gateway.view;

import io.sallyport.api.Ledger;
import io.sallyport.api.LedgerDevice;
import io.sallyport.api.LedgerRow;
import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Adds the workers' counters up to the ledger. */
public final class Ledgers {
    private Ledgers() {}

    /** The ledger of a set of counters, by worker number. */
    public static Ledger of(List<CounterSnapshot> counters, LedgerDevice device) {
        List<LedgerRow> rows = new ArrayList<>();
        long held = 0;
        long onRings = 0;
        for (int number = 0; number < counters.size(); number++) {
            CounterSnapshot one = counters.get(number);
            rows.add(row(number, one));
            held += one.held();
            onRings += one.get(Counter.HANDOFF_ENQUEUE) - one.get(Counter.HANDOFF_DEQUEUE);
        }
        return Ledger.of(rows, held + onRings, device);
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
}
