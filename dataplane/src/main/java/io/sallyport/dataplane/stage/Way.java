package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.DropReason;

/**
 * What is to be done with a packet, as an int so that a burst of them is a plain array. A negative way is the end: the
 * complement of a {@link DropReason}'s ordinal. From {@link #TELL} on it is the end as well, and the sender is told.
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
    /** A fragment on its way to its home, where its ports become known. */
    public static final int FRAGMENT = 5;
    /** An echo request to the gateway itself. */
    public static final int ECHO = 6;
    /** To the gateway itself, and ends here. */
    public static final int CONSUME = 7;
    /** ARP, for the control thread. */
    public static final int SLOW_PATH = 8;
    /** Not IPv4, to be bridged unchanged. */
    public static final int BRIDGE = 9;
    /** To be routed without translation. */
    public static final int ROUTE = 10;
    /** Finished, to be routed and sent: of the gateway's own. */
    public static final int SEND = 11;

    /** Not known yet: left by {@link PlainPackets} to the full rules. */
    static final int UNJUDGED = 12;

    private static final int TELL = 0x100;

    private Way() {}

    /** The way of a packet that is dropped for {@code reason}. */
    public static int drop(DropReason reason) {
        return ~reason.ordinal();
    }

    /** The way of a packet that is dropped for {@code reason}, of which its sender is told by ICMP. */
    public static int tell(DropReason reason) {
        return TELL + reason.ordinal();
    }

    /** Whether the way is a drop without a word. */
    public static boolean isDrop(int way) {
        return way < 0;
    }

    /** Whether the way is a drop of which the sender is told. */
    public static boolean isTold(int way) {
        return way >= TELL;
    }

    /** The reason in a way that is a drop, told or not. */
    public static DropReason reason(int way) {
        return DropReason.ALL[way < 0 ? ~way : way - TELL];
    }

    /** Whether the packet belongs to a session and so to one worker. */
    public static boolean isTranslated(int way) {
        return way >= OUT && way <= IN_ERROR;
    }

    /** Whether the packet is one worker's: that of its session, or of its datagram while that is in fragments. */
    public static boolean isOwned(int way) {
        return way >= OUT && way <= FRAGMENT;
    }

    /** Whether the session is found by its outside tuple. */
    public static boolean byOutsideTuple(int way) {
        return way == IN || way == IN_ERROR;
    }
}
