package io.sallyport.gateway.config;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An address and a transport port.
 *
 * @param address in host order
 * @param port 1 to 65535
 */
public record Ipv4Endpoint(int address, int port) {
    /** Reads {@code a.b.c.d:port}; empty if it is anything else. */
    public static Optional<Ipv4Endpoint> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        OptionalInt address = Ipv4.parse(text.substring(0, colon));
        OptionalInt port = Numbers.parse(text.substring(colon + 1), 1, 65535);
        return address.isPresent() && port.isPresent()
                ? Optional.of(new Ipv4Endpoint(address.getAsInt(), port.getAsInt()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return Ipv4.format(address) + ":" + port;
    }
}
