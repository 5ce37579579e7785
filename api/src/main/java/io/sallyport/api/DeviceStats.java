package io.sallyport.api;

/**
 * What a device counts itself, as {@code rte_eth_stats} has it; running totals since it started.
 *
 * @param ipackets packets received
 * @param opackets packets sent
 * @param ibytes bytes received
 * @param obytes bytes sent
 * @param imissed packets that the device dropped because its RX queues were full
 * @param ierrors packets received with an error
 * @param oerrors packets that could not be sent
 * @param rxNombuf receptions that failed because no packet buffer was left
 */
public record DeviceStats(
        long ipackets,
        long opackets,
        long ibytes,
        long obytes,
        long imissed,
        long ierrors,
        long oerrors,
        long rxNombuf) {}
