package io.sallyport.gateway.plane;

import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.ConfigException;
import io.sallyport.gateway.config.ConfigReader;

/** Configurations for tests of the packages that use them. */
public final class Configurations {
    /** Two virtual devices. */
    public static final String VIRTUAL = """
            interfaces:
              - {port: net_tap0, devargs: "net_tap0,iface=lan", role: inside, address: 10.0.0.1/24}
              - {port: net_ring1, role: outside, address: 198.51.100.2/24, mtu: 1400}
            """;

    /** A pool of two ranges, and one of a single address with its own range of ports. */
    public static final String POOLS = """
            nat:
              pools:
                - {name: wide, addresses: [203.0.113.10-203.0.113.12, 198.51.100.9]}
                - {name: narrow, addresses: [203.0.113.200], ports: 2000-65000}
            """;

    private Configurations() {}

    /** Reads a good configuration from its parts. */
    public static Config of(String... parts) {
        try {
            return ConfigReader.read("test.yaml", "mode: lab\n" + String.join("", parts));
        } catch (ConfigException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
