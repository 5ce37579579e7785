package io.sallyport.api;

/**
 * One session. Outbound is from inside to outside. Ports are 0 to 65535; of ICMP it is the id, of protocols without
 * ports 0.
 *
 * @param worker id of the owner
 * @param slot the part of the port space that the flow falls in, 1 to 63, 0 for protocols without ports
 * @param kind what gives the session its NAT tuple: {@link #DYNAMIC}, {@link #STATIC} or {@link #ENDPOINT_INDEPENDENT}
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code gre}, {@code esp}, {@code sctp} or the number of another IP
 *     protocol
 * @param insideAddress IPv4 address of the inside host
 * @param insidePort its port
 * @param natAddress IPv4 address that the outside sees
 * @param natPort its port
 * @param remoteAddress IPv4 address of the far end
 * @param remotePort its port
 * @param state what decides how long the session may be idle: for TCP {@code opening}, {@code established} or
 *     {@code closing}, for others {@code active}
 * @param idleSeconds seconds since the last packet
 * @param expiresInSeconds seconds until the session goes if no packet comes
 * @param packetsOut packets outbound
 * @param bytesOut bytes outbound
 * @param packetsIn packets inbound
 * @param bytesIn bytes inbound
 */
public record SessionInfo(
        int worker,
        int slot,
        String kind,
        String protocol,
        String insideAddress,
        int insidePort,
        String natAddress,
        int natPort,
        String remoteAddress,
        int remotePort,
        String state,
        long idleSeconds,
        long expiresInSeconds,
        long packetsOut,
        long bytesOut,
        long packetsIn,
        long bytesIn) {
    /** It has a NAT tuple of its own, from a pool. */
    public static final String DYNAMIC = "dynamic";
    /** It is a static mapping's. */
    public static final String STATIC = "static";
    /** It shares the NAT tuple with the other sessions of its inside tuple. */
    public static final String ENDPOINT_INDEPENDENT = "endpoint-independent";
}
