package io.sallyport.gateway.http;

import io.sallyport.gateway.config.Ipv4;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code 10.0.0.9} and {@code 10.0.0.9:443}. */
final class EndpointText {
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final int MAX_PORT = 65_535;

    private EndpointText() {}

    /** Returns the filter that {@code text} describes; null if it is something else. Port 0 is an ICMP id, too. */
    static @Nullable EndpointFilter parse(String text) {
        int colon = text.indexOf(':');
        OptionalInt address = Ipv4.parse(colon < 0 ? text : text.substring(0, colon));
        if (address.isEmpty()) {
            return null;
        }
        if (colon < 0) {
            return EndpointFilter.of(address.getAsInt());
        }
        String portText = text.substring(colon + 1);
        int port = PORT.matcher(portText).matches() ? Integer.parseInt(portText) : -1;
        return port < 0 || port > MAX_PORT ? null : EndpointFilter.of(address.getAsInt(), port);
    }
}
