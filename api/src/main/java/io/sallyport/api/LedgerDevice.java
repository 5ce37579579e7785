package io.sallyport.api;

/**
 * What the devices of all interfaces lost: packets that never reached a worker or that a device could not send after it
 * had accepted them. No term of the {@link Ledger}.
 *
 * @param imissed packets dropped because RX queues were full
 * @param rxNombuf receptions that failed because no packet buffer was left
 * @param oerrors packets that could not be sent
 */
public record LedgerDevice(long imissed, long rxNombuf, long oerrors) {}
