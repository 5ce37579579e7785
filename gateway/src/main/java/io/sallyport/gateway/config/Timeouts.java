package io.sallyport.gateway.config;

import java.time.Duration;

/**
 * Idle times after which a session goes (checklist C4.9), and how long fragments and ports wait. The defaults are the least
 * that RFC 4787, 5382, 5508 and 6888 allow or recommend.
 *
 * @param udp of UDP sessions
 * @param tcpEstablished of TCP connections open both ways
 * @param tcpOpening of TCP connections not open yet
 * @param tcpClosing of TCP connections after FIN or RST
 * @param icmp of ICMP echo sessions
 * @param other of sessions of other protocols
 * @param fragment how long the fragments of a datagram may take to come
 * @param portQuarantine how long the port of an endpoint-independent mapping rests after its last session (RFC 6888 REQ-8)
 */
public record Timeouts(
        Duration udp,
        Duration tcpEstablished,
        Duration tcpOpening,
        Duration tcpClosing,
        Duration icmp,
        Duration other,
        Duration fragment,
        Duration portQuarantine) {
    /** What holds where the file says nothing. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(300),
            Duration.ofSeconds(7440),
            Duration.ofSeconds(240),
            Duration.ofSeconds(240),
            Duration.ofSeconds(60),
            Duration.ofSeconds(300),
            Duration.ofSeconds(2),
            Duration.ofSeconds(120));
}
