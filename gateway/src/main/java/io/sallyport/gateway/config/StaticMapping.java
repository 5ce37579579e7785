package io.sallyport.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * A mapping that always exists, so that hosts outside can open sessions through it.
 *
 * @param protocol of the ports; null maps the whole address one to one
 * @param insideAddress in host order
 * @param insidePort 1 to 65535, or 0 if {@code protocol} is null
 * @param outsideAddress in host order
 * @param outsidePort 1 to 65535, or 0 if {@code protocol} is null
 */
public record StaticMapping(
        @Nullable Protocol protocol, int insideAddress, int insidePort, int outsideAddress, int outsidePort) {
    /** The protocols whose ports can be mapped. */
    public enum Protocol {
        TCP,
        UDP
    }

    /** Whether it maps all of an address rather than one port. */
    public boolean wholeAddress() {
        return protocol == null;
    }
}
