package io.sallyport.dataplane.stage;

/**
 * The packets that a worker treats together, as a struct of arrays: what one stage finds out about packet {@code i}
 * stands at index {@code i} for the next. Belongs to one worker.
 */
public final class Burst {
    /** Most packets in a burst. */
    public static final int MAX = 64;

    /** Packets in this burst, 0 to {@link #MAX}. */
    public int count;
    /** Whether the packets were handed over by another worker. */
    public boolean handedOver;

    /** The packet buffer. */
    public final long[] mbuf = new long[MAX];
    /** Number of the interface it came from. */
    public final int[] from = new int[MAX];
    /** What it has behind it, see {@link Pass}; 0 for a packet fresh from a device. */
    public final int[] pass = new int[MAX];
    /** What is to be done, see {@link Way}. */
    public final int[] way = new int[MAX];
    /** Address of the IPv4 header. */
    public final long[] ip = new long[MAX];
    /** Address of the transport header. */
    public final long[] transport = new long[MAX];
    /** Session key: both addresses as they lie in the header (of the embedded packet turned round for an error). */
    public final long[] addresses = new long[MAX];
    /**
     * Session key: both ports likewise; an ICMP identifier stands for the port of the end that is translated. A later
     * fragment whose ports are known comes with them.
     */
    public final int[] ports = new int[MAX];
    /** Session key: protocol. */
    public final int[] protocol = new int[MAX];
    /** Slot the flow falls in, 0 to 63. */
    public final int[] slot = new int[MAX];
    /** Worker that owns the flow. */
    public final int[] owner = new int[MAX];
    /** Hash of the session key. */
    public final long[] hash = new long[MAX];
    /** Address of the session line. */
    public final long[] session = new long[MAX];
}
