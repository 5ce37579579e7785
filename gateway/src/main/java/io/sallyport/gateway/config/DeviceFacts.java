package io.sallyport.gateway.config;

/**
 * What DPDK says of one of its ports.
 *
 * @param maxQueues the lesser of the RX and the TX queues that it can have
 * @param driver its driver's name, such as {@code net_tap}
 */
public record DeviceFacts(int maxQueues, String driver) {}
