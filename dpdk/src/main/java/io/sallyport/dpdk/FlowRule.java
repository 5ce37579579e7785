package io.sallyport.dpdk;

/**
 * A rule for a device: what comes in over IPv4 with this protocol, and with a destination port that is {@code port} in the
 * bits that {@code mask} has, goes to one receive queue, whatever RSS says.
 *
 * @param protocol IP protocol, {@link #TCP} or {@link #UDP}
 * @param port transport port, host order, 0 to 65535; 0 in the bits that {@code mask} leaves out
 * @param mask bits of the port that count, host order, 0 to 65535
 * @param queue receive queue, set up before
 */
public record FlowRule(int protocol, int port, int mask, int queue) {
    /** IP protocol of TCP. */
    public static final int TCP = 6;
    /** IP protocol of UDP. */
    public static final int UDP = 17;

    public FlowRule {
        boolean fits = (port & ~mask) == 0 && mask >>> 16 == 0 && queue >= 0;
        if (!fits || (protocol != TCP && protocol != UDP)) {
            throw new IllegalArgumentException(
                    "protocol %d, port %d under mask %d, queue %d make no rule; allowed are protocol 6 or 17, ports and masks up to 65535, no bit of the port outside the mask, queues from 0"
                            .formatted(protocol, port, mask, queue));
        }
    }

    @Override
    public String toString() {
        return "%s ports %d to %d to queue %d".formatted(protocol == TCP ? "TCP" : "UDP", port, lastPort(), queue);
    }

    /** The highest port that the rule is for. */
    private int lastPort() {
        return port | (~mask & 0xffff);
    }
}
