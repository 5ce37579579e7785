package io.sallyport.api;

/**
 * Both sides of one interface: what its device counts, and what the workers took from it and gave to it. What lies between
 * is still in the device's queues, or was lost there.
 *
 * @param interfaceName DPDK's name of the device
 * @param deviceReceived packets that the device received
 * @param taken packets that workers took from it
 * @param notTaken {@code deviceReceived - taken}
 * @param given packets that the device accepted from workers
 * @param deviceSent packets that the device sent
 * @param notSent {@code given - deviceSent}
 * @param imissed packets dropped because RX queues were full
 * @param rxNombuf receptions that failed because no packet buffer was left
 * @param ierrors packets received with an error
 * @param oerrors packets that could not be sent
 */
public record LedgerInterface(
        String interfaceName,
        long deviceReceived,
        long taken,
        long notTaken,
        long given,
        long deviceSent,
        long notSent,
        long imissed,
        long rxNombuf,
        long ierrors,
        long oerrors) {
    /** Returns both sides with their differences worked out. */
    public static LedgerInterface of(String interfaceName, long taken, long given, DeviceStats device) {
        return new LedgerInterface(
                interfaceName,
                device.ipackets(),
                taken,
                device.ipackets() - taken,
                given,
                device.opackets(),
                given - device.opackets(),
                device.imissed(),
                device.rxNombuf(),
                device.ierrors(),
                device.oerrors());
    }
}
