package io.sallyport.api;

import java.util.List;

/**
 * {@code GET /v1/ledger}: every packet's fate, added up: {@code received + generated = transmitted + consumed + dropped +
 * in flight}.
 *
 * @param received packets taken from devices
 * @param generated packets of the gateway's own
 * @param transmitted packets that devices accepted
 * @param consumed packets that ended at the gateway
 * @param dropped packets dropped, whatever the reason
 * @param inFlight packets that the gateway holds now, those on handoff rings included
 * @param difference left side less right side; anything but 0 is a fault of the gateway
 * @param workers one entry per worker, by id
 * @param device what devices lost, which stands beside the sum
 * @param stalled ids of workers that did not answer in time: their numbers were read while they may have been changing, and the
 *     differences tell nothing until they answer again
 * @param interfaces both sides of each interface, in the order of the configuration
 */
public record Ledger(
        long received,
        long generated,
        long transmitted,
        long consumed,
        long dropped,
        long inFlight,
        long difference,
        List<LedgerRow> workers,
        LedgerDevice device,
        List<Integer> stalled,
        List<LedgerInterface> interfaces) {
    public Ledger {
        workers = List.copyOf(workers);
        stalled = List.copyOf(stalled);
        interfaces = List.copyOf(interfaces);
    }

    /**
     * Adds up the workers' rows and what devices lost.
     *
     * @param inFlight counted apart from the rows, so that {@link #difference} also tells whether the handoffs add up
     */
    public static Ledger of(
            List<LedgerRow> workers, long inFlight, List<Integer> stalled, List<LedgerInterface> interfaces) {
        long received = 0;
        long generated = 0;
        long transmitted = 0;
        long consumed = 0;
        long dropped = 0;
        for (LedgerRow row : workers) {
            received += row.received();
            generated += row.generated();
            transmitted += row.transmitted();
            consumed += row.consumed();
            dropped += row.dropped();
        }
        return new Ledger(
                received,
                generated,
                transmitted,
                consumed,
                dropped,
                inFlight,
                received + generated - transmitted - consumed - dropped - inFlight,
                workers,
                LedgerDevice.of(interfaces),
                stalled,
                interfaces);
    }
}
