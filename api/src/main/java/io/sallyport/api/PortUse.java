package io.sallyport.api;

/**
 * How much of an address's port space one protocol takes.
 *
 * @param protocol {@code tcp}, {@code udp} or {@code icmp}
 * @param inUse ports that a session holds, or that rest after the last one
 * @param size ports that can be given out
 */
public record PortUse(String protocol, long inUse, long size) {}
