package io.sallyport.gateway.config;

import java.util.OptionalInt;

/**
 * Bounds that keep one host, or the whole inside, from using up the gateway.
 *
 * @param sessionsPerWorker what each worker's tables hold; their memory is taken at start
 * @param sessionsPerHost sessions one inside address may have; empty is no limit
 * @param portsPerHost NAT ports one inside address may have, over all protocols; empty is no limit
 * @param newSessionsPerHost sessions one inside address may open in a second; empty is no limit
 * @param fragmentsPerWorker datagrams in fragments that each worker follows, and fragments it holds back; at least
 *     {@link #LEAST_FRAGMENTS}
 */
public record Limits(
        int sessionsPerWorker,
        OptionalInt sessionsPerHost,
        OptionalInt portsPerHost,
        OptionalInt newSessionsPerHost,
        int fragmentsPerWorker) {
    /** Datagrams in fragments that each worker follows where the file says nothing. */
    public static final int DEFAULT_FRAGMENTS = 4096;

    /** The share of one source, below which senders could do each other harm. */
    static final int LEAST_FRAGMENTS = 64;

    /** Sessions of each worker where the file says nothing. */
    public static int defaultSessions(Mode mode) {
        return mode == Mode.PRODUCTION ? 1_000_000 : 65_536;
    }
}
