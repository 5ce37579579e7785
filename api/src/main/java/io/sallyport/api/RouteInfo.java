package io.sallyport.api;

import org.jspecify.annotations.Nullable;

/**
 * One route.
 *
 * @param to destination prefix, {@code 0.0.0.0/0}
 * @param via IPv4 address of the next hop, null if the destination is on the link itself
 * @param interfaceName the interface that packets leave through
 */
public record RouteInfo(String to, @Nullable String via, String interfaceName) {}
