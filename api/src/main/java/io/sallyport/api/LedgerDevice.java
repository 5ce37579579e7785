package io.sallyport.api;

import java.util.List;

/**
 * What the devices of all interfaces lost: packets that never reached a worker or that a device could not send after it
 * had accepted them. No term of the {@link Ledger}.
 *
 * @param imissed packets dropped because RX queues were full
 * @param rxNombuf receptions that failed because no packet buffer was left
 * @param oerrors packets that could not be sent
 */
public record LedgerDevice(long imissed, long rxNombuf, long oerrors) {
    /** Adds up the interfaces. */
    static LedgerDevice of(List<LedgerInterface> interfaces) {
        long imissed = 0;
        long rxNombuf = 0;
        long oerrors = 0;
        for (LedgerInterface one : interfaces) {
            imissed += one.imissed();
            rxNombuf += one.rxNombuf();
            oerrors += one.oerrors();
        }
        return new LedgerDevice(imissed, rxNombuf, oerrors);
    }
}
