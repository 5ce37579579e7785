package io.sallyport.dataplane.ownership;

/**
 * The slot of a flow (checklist C3.1, C3.2): one of 63 shares of the NAT port space, and the block of 1,024 ports that
 * its NAT port comes from. So both directions lead to the same slot, one by a hash and one by a shift (C3.3, C5.7).
 *
 * <p>The hash has no seed and depends on nothing but the inside tuple: it is the same on every worker, after every
 * restart and with any number of workers. Any thread may call.
 */
public final class Slots {
    /** Number of slots; they are numbered 1 to 63. */
    public static final int COUNT = 63;
    /** The block of ports 0 to 1023, which is no slot and only for static mappings. */
    public static final int STATIC_BLOCK = 0;
    /** Ports in a block. */
    public static final int PORTS = 1024;

    private static final int PORTS_SHIFT = Integer.numberOfTrailingZeros(PORTS);

    private Slots() {}

    /**
     * Slot of the flows of an inside tuple.
     *
     * @param insideAddress packet order
     * @param insidePort transport port or ICMP id, packet order (a native load of the header), 0 to 65535
     * @param protocol IP protocol, 0 to 255
     * @return 1 to 63
     */
    public static int slot(int insideAddress, int insidePort, int protocol) {
        long tuple = ((long) protocol << 48) | ((long) insidePort << 32) | (insideAddress & 0xffff_ffffL);
        return 1 + (int) (((mix(tuple) >>> 32) * COUNT) >>> 32);
    }

    /**
     * Slot that a NAT port belongs to.
     *
     * @param port <em>host</em> order, 0 to 65535
     * @return 1 to 63, or {@link #STATIC_BLOCK}
     */
    public static int slotOfNatPort(int port) {
        return port >>> PORTS_SHIFT;
    }

    /** Lowest port of a slot, host order. */
    public static int firstPort(int slot) {
        return slot << PORTS_SHIFT;
    }

    /** Lets every bit of {@code x} change every bit of the result with even chance; no two results are the same. */
    static long mix(long x) {
        long h = (x ^ (x >>> 32)) * 0xd6e8_feb8_6659_fd93L;
        h = (h ^ (h >>> 29)) * 0x9e37_79b9_7f4a_7c15L;
        h = (h ^ (h >>> 32)) * 0xd6e8_feb8_6659_fd93L;
        return h ^ (h >>> 29);
    }
}
