package io.sallyport.api;

/**
 * One worker's part of the {@link Ledger}: {@code received + generated + taken over = transmitted + consumed + dropped +
 * handed off + in flight}.
 *
 * @param worker id of the worker
 * @param received packets it took from devices
 * @param generated packets of its own
 * @param takenOver packets it took from other workers' rings
 * @param transmitted packets that devices accepted from it
 * @param consumed packets that ended at it
 * @param dropped packets it dropped, whatever the reason
 * @param handedOff packets it put on rings to other workers
 * @param inFlight packets it holds now, those on rings to it not included
 * @param difference left side less right side, which is to be 0
 */
public record LedgerRow(
        int worker,
        long received,
        long generated,
        long takenOver,
        long transmitted,
        long consumed,
        long dropped,
        long handedOff,
        long inFlight,
        long difference) {
    /** Returns the row with its {@link #difference} worked out. */
    public static LedgerRow of(
            int worker,
            long received,
            long generated,
            long takenOver,
            long transmitted,
            long consumed,
            long dropped,
            long handedOff,
            long inFlight) {
        long difference = received + generated + takenOver - transmitted - consumed - dropped - handedOff - inFlight;
        return new LedgerRow(
                worker,
                received,
                generated,
                takenOver,
                transmitted,
                consumed,
                dropped,
                handedOff,
                inFlight,
                difference);
    }
}
