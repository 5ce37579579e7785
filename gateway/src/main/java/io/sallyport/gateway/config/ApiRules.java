package io.sallyport.gateway.config;

import org.jspecify.annotations.Nullable;

/** Rules of {@code api}: only this machine may reach it, for it has neither token nor TLS. */
final class ApiRules {
    private static final Ipv4Prefix LOOPBACK = new Ipv4Prefix(0x7f000000, 8);

    private ApiRules() {}

    static void check(Config config, Reading reading) {
        @Nullable Ipv4Endpoint listen = config.api().listen();
        if (listen != null && !LOOPBACK.contains(listen.address())) {
            reading.report(
                    "api.listen",
                    listen + ", which other machines could reach",
                    "allowed is a loopback address such as 127.0.0.1:8044; from elsewhere, come through ssh -L");
        }
    }
}
