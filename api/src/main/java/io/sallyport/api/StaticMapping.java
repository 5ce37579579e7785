package io.sallyport.api;

import org.jspecify.annotations.Nullable;

/**
 * A mapping that always exists.
 *
 * @param protocol {@code tcp} or {@code udp} for one port, null for the whole address
 * @param insideAddress IPv4 address of the inside host
 * @param insidePort its port, 0 for the whole address
 * @param outsideAddress IPv4 address that the outside sees
 * @param outsidePort its port, 0 for the whole address
 */
public record StaticMapping(
        @Nullable String protocol, String insideAddress, int insidePort, String outsideAddress, int outsidePort) {}
