package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.DropReason;

/**
 * What is to be done with a packet, as an int so that a burst of them is a plain array. A negative way is the end: the
 * complement of a {@link DropReason}'s ordinal.
 */
public final class Way {
    /** Nothing more: the packet has met its fate or is somebody else's. */
    public static final int DONE = 0;
    /** SNAT: a packet of a flow from inside. */
    public static final int OUT = 1;
    /** DNAT: a packet of a flow from outside, or the second half of a hairpin. */
    public static final int IN = 2;
    /** An ICMP error from inside about a packet that came from outside. */
    public static final int OUT_ERROR = 3;
    /** An ICMP error from outside about a packet that came from inside. */
    public static final int IN_ERROR = 4;
    /** An echo request to the gateway itself. */
    public static final int ECHO = 5;
    /** To the gateway itself, and ends here. */
    public static final int CONSUME = 6;
    /** ARP, for the control thread. */
    public static final int SLOW_PATH = 7;
    /** Not IPv4, to be bridged unchanged. */
    public static final int BRIDGE = 8;
    /** The time to live ends here. */
    public static final int EXPIRED = 9;
    /** UDP to the gateway itself, where nothing listens. */
    public static final int PORT_CLOSED = 10;

    private Way() {}

    /** The way of a packet that is dropped for {@code reason}. */
    public static int drop(DropReason reason) {
        return ~reason.ordinal();
    }

    /** Whether the way is a drop. */
    public static boolean isDrop(int way) {
        return way < 0;
    }

    /** The reason in a way that is a drop. */
    public static DropReason reason(int way) {
        return DropReason.ALL[~way];
    }

    /** Whether the packet belongs to a session and so to one worker. */
    public static boolean isTranslated(int way) {
        return way >= OUT && way <= IN_ERROR;
    }

    /** Whether the session is found by its outside tuple. */
    public static boolean byOutsideTuple(int way) {
        return way == IN || way == IN_ERROR;
    }
}
