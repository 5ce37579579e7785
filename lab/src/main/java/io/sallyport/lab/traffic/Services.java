package io.sallyport.lab.traffic;

/** Ports that the server answers on. */
public final class Services {
    /** HTTP: {@code GET /content?seed=S&bytes=N}, {@code PUT /upload} answers with the SHA-256 of the body. */
    public static final int HTTP = 80;
    /** DNS over UDP. */
    public static final int DNS = 53;
    /** Echo over TCP and UDP. */
    public static final int ECHO = 7;
    /** What every DNS name resolves to. */
    public static final String DNS_ANSWER = "192.0.2.80";

    private Services() {}
}
