package io.sallyport.lab.net;

import java.util.List;
import java.util.stream.IntStream;

/** The addresses of the lab, the same as in {@code examples/lab.yaml}. */
public final class Topology {
    /** The gateway's inside address: the first hop of a traceroute. */
    public static final String GATEWAY_INSIDE = "10.0.0.1";
    /** The gateway's outside address. */
    public static final String GATEWAY_OUTSIDE = "198.51.100.2";
    /** The server's address on the link to the gateway. */
    public static final String SERVER = "198.51.100.1";
    /** The router's address on the link to the far host. */
    public static final String FAR_ROUTER = "192.0.2.65";
    /** The host behind the link with the smaller MTU. */
    public static final String FAR_HOST = "192.0.2.66";
    /** Longest IPv4 packet on the link to the far host, in bytes. */
    public static final int FAR_MTU = 1400;
    /** An address that the server has, which {@code examples/features.yaml} leaves untranslated. */
    public static final String PARTNER = "192.0.2.14";
    /** The inside hosts' network. */
    public static final String INSIDE = "10.0.0.0/24";
    /** What holds the pool's addresses, for the server's route. */
    public static final String POOL = "203.0.113.8/29";
    /** The first 24 bits of {@link #INSIDE}; .128 and up are no kernel's. */
    public static final String INSIDE_PREFIX = "10.0.0";
    /** The first 24 bits of what the server routes; it answers on none of .128 and up. */
    public static final String INTERNET_PREFIX = "192.0.2";
    /** Where the gateway's API listens. */
    public static final int API_PORT = 8044;

    private static final int FIRST_HOST = 2;
    private static final int LAST_HOST = 66;

    private Topology() {}

    /** The inside hosts: 10.0.0.2 to 10.0.0.66. */
    public static List<String> hosts() {
        return IntStream.rangeClosed(FIRST_HOST, LAST_HOST)
                .mapToObj(i -> "10.0.0." + i)
                .toList();
    }

    /** Addresses that the internet answers on: 192.0.2.10 to 192.0.2.13. */
    public static List<String> internet() {
        return IntStream.rangeClosed(10, 13).mapToObj(i -> "192.0.2." + i).toList();
    }
}
