package io.sallyport.lab.traffic;

/** Ports that the server answers on. */
public final class Services {
    /** HTTP: {@code GET /content?seed=S&bytes=N[&rate=BYTES_PER_SECOND]}, {@code PUT /upload} answers with the SHA-256 of the body, {@code GET /source} with the client's {@code ADDRESS:PORT}. */
    public static final int HTTP = 80;
    /** DNS over UDP. */
    public static final int DNS = 53;
    /** STUN over UDP. */
    public static final int STUN = 3478;
    /** The other port of STUN. */
    public static final int STUN_OTHER = 3479;
    /** UDP that is taken and not answered. */
    public static final int DISCARD = 9;
    /** Echo over TCP and UDP. */
    public static final int ECHO = 7;
    /** TCP and UDP: each byte is answered with that byte and {@code ADDRESS:PORT} of who sent it. */
    public static final int SOURCE = 1007;
    /** What every DNS name resolves to. */
    public static final String DNS_ANSWER = "192.0.2.80";

    private Services() {}
}
