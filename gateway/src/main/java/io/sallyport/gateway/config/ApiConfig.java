package io.sallyport.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the HTTP API answers.
 *
 * @param listen a loopback address and TCP port; null is {@code off}
 * @param unix absolute path of a unix socket; null is {@code off}
 */
public record ApiConfig(
        @Nullable Ipv4Endpoint listen, @Nullable Path unix) {
    /** Loopback: the API has neither token nor TLS. */
    static final Ipv4Endpoint DEFAULT_LISTEN = new Ipv4Endpoint(0x7f000001, 8044);

    static final Path DEFAULT_UNIX = Path.of("/run/sallyport/api.sock");
}
