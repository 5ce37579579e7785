package io.sallyport.bench.path;

import io.sallyport.dataplane.packet.Ipv4;

/**
 * What is measured in one contest.
 *
 * @param sessions sessions that exist, one of them chosen at random for each packet
 * @param protocol IP protocol, TCP or UDP
 * @param burst packets of an interface that there are for a turn
 * @param frame bytes of a frame
 */
record PathCase(int sessions, int protocol, Direction direction, int burst, int frame) {
    private static final int MILLION = 1_000_000;
    private static final int THOUSAND = 1_000;

    /** Of the shortest frames. */
    PathCase(int sessions, int protocol, Direction direction, int burst) {
        this(sessions, protocol, direction, burst, Flows.FRAME);
    }

    static PathCase udpOut(int sessions) {
        return new PathCase(sessions, Ipv4.UDP, Direction.OUT, 64);
    }

    String protocolName() {
        return protocol == Ipv4.TCP ? "TCP" : "UDP";
    }

    /** 1, 10k, 1M. */
    String size() {
        return sessions >= MILLION
                ? sessions / MILLION + "M"
                : sessions >= THOUSAND ? sessions / THOUSAND + "k" : "" + sessions;
    }

    /** Whether two cases differ in what a run can change without sessions being opened anew. */
    boolean sharesSessionsWith(PathCase other) {
        return sessions == other.sessions && protocol == other.protocol && burst == other.burst && frame == other.frame;
    }
}
