package io.sallyport.api;

import java.util.List;

/**
 * {@code GET /v1/interfaces}: the interfaces of the configuration and what their devices count.
 *
 * @param interfaces in the order of the configuration
 */
public record Interfaces(List<InterfaceInfo> interfaces) {
    public Interfaces {
        interfaces = List.copyOf(interfaces);
    }
}
