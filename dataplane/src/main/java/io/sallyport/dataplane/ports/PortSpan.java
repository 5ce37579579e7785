package io.sallyport.dataplane.ports;

/**
 * The ports of one pool address that dynamic NAT may use.
 *
 * @param lowest 1024 to 65535
 * @param highest {@code lowest} to 65535
 */
public record PortSpan(int lowest, int highest) {
    /** All ports that are not kept for static mappings. */
    public static final PortSpan ALL = new PortSpan(1024, 65535);
}
