package io.sallyport.dataplane.session;

import io.sallyport.dataplane.packet.Ipv4;

/**
 * How long a session may be idle, in milliseconds, each from 1 to 2^30 (checklist C4.9).
 *
 * @param udp RFC 4787 REQ-5
 * @param tcpEstablished RFC 5382 REQ-5
 * @param tcpOpening RFC 7857 section 2.1
 * @param tcpClosing RFC 7857 section 2.1
 * @param icmp RFC 5508 REQ-2
 * @param other all other protocols
 * @param fragment from the first fragment of a datagram that comes to the last (RFC 4787 REQ-14)
 * @param quarantine how long the port of an endpoint-independent mapping rests after its last session (RFC 6888 REQ-8)
 */
public record Timeouts(
        int udp,
        int tcpEstablished,
        int tcpOpening,
        int tcpClosing,
        int icmp,
        int other,
        int fragment,
        int quarantine) {
    /** The defaults: 300 s, 7,440 s, 240 s, 240 s, 60 s, 300 s, 2 s, 120 s. */
    public static final Timeouts DEFAULT =
            new Timeouts(300_000, 7_440_000, 240_000, 240_000, 60_000, 300_000, 2_000, 120_000);

    /** The shortest timeout of any session. */
    public int shortest() {
        int tcp = Math.min(tcpEstablished, Math.min(tcpOpening, tcpClosing));
        return Math.min(Math.min(tcp, udp), Math.min(icmp, other));
    }

    /** The timeout of a session in its present state. */
    public int of(int protocol, int tcpState) {
        if (protocol == Ipv4.TCP) {
            return TcpState.isClosing(tcpState)
                    ? tcpClosing
                    : TcpState.isEstablished(tcpState) ? tcpEstablished : tcpOpening;
        }
        return protocol == Ipv4.UDP ? udp : protocol == Ipv4.ICMP ? icmp : other;
    }
}
