package io.sallyport.gateway.http;

/**
 * One address, or one address and port, that sessions are filtered by; {@link #ANY} lets all through.
 *
 * @param anyAddress whether every address matches; then every port does, too
 * @param address IPv4 address as a number, most significant byte first: 10.0.0.1 is {@code 0x0A000001}
 * @param port 0 to 65535, or {@link #ANY_PORT}
 */
public record EndpointFilter(boolean anyAddress, int address, int port) {
    /** Matches every port. */
    public static final int ANY_PORT = -1;

    /** Matches everything. */
    public static final EndpointFilter ANY = new EndpointFilter(true, 0, ANY_PORT);

    /** Returns a filter for one address, all ports. */
    public static EndpointFilter of(int address) {
        return new EndpointFilter(false, address, ANY_PORT);
    }

    /** Returns a filter for one address and port. */
    public static EndpointFilter of(int address, int port) {
        return new EndpointFilter(false, address, port);
    }

    /**
     * Whether an end of a session matches.
     *
     * @param endAddress IPv4 address as a number, most significant byte first
     * @param endPort 0 to 65535
     */
    public boolean matches(int endAddress, int endPort) {
        return anyAddress || (address == endAddress && (port == ANY_PORT || port == endPort));
    }
}
