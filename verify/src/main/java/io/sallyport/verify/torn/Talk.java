package io.sallyport.verify.torn;

import io.sallyport.verify.model.End;

/**
 * Two ends that may talk.
 *
 * @param protocol IP protocol
 * @param inside the inside end, 0 as port where the protocol has none
 * @param remote the other end: a server, or an outside end of a static mapping; port 0 for ICMP
 */
record Talk(int protocol, End inside, End remote) {
    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int GRE = 47;

    /** Whether flows of a protocol have ports, or an identifier in their place. */
    static boolean hasPorts(int protocol) {
        return protocol == TCP || protocol == UDP || protocol == ICMP;
    }

    /** Whether the remote end of a flow of a protocol has a port. */
    static boolean hasRemotePort(int protocol) {
        return protocol == TCP || protocol == UDP;
    }
}
