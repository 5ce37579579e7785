package io.sallyport.gateway.config;

import java.time.Duration;

/**
 * Idle times after which a session goes (checklist C4.9). The defaults are the least that RFC 4787, 5382 and 5508 allow
 * or recommend.
 *
 * @param udp of UDP sessions
 * @param tcpEstablished of TCP connections open both ways
 * @param tcpOpening of TCP connections not open yet
 * @param tcpClosing of TCP connections after FIN or RST
 * @param icmp of ICMP echo sessions
 * @param other of sessions of other protocols
 * @param fragment how long fragments wait for their first one
 */
public record Timeouts(
        Duration udp,
        Duration tcpEstablished,
        Duration tcpOpening,
        Duration tcpClosing,
        Duration icmp,
        Duration other,
        Duration fragment) {
    /** What holds where the file says nothing. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(300),
            Duration.ofSeconds(7440),
            Duration.ofSeconds(240),
            Duration.ofSeconds(240),
            Duration.ofSeconds(60),
            Duration.ofSeconds(300),
            Duration.ofSeconds(2));
}
