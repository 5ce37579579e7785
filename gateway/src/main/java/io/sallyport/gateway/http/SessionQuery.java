package io.sallyport.gateway.http;

import java.util.OptionalInt;

/**
 * Which sessions to answer with. A session has to match all filters.
 *
 * @param inside what the inside tuple has to be
 * @param nat what the NAT address and port have to be
 * @param remote what the remote endpoint has to be
 * @param protocol IP protocol number, 0 to 255; empty for any
 * @param worker id of the owner, 0 to 255; empty for any. There need not be such a worker
 * @param limit most sessions to answer with, 1 to {@link #MAX_LIMIT}
 * @param start where to go on
 */
public record SessionQuery(
        EndpointFilter inside,
        EndpointFilter nat,
        EndpointFilter remote,
        OptionalInt protocol,
        OptionalInt worker,
        int limit,
        SessionCursor start) {
    /** Most sessions of one page. */
    public static final int MAX_LIMIT = 10_000;
    /** Sessions of one page if the query does not say. */
    public static final int DEFAULT_LIMIT = 100;

    /** Whether a session of this worker and IP protocol number can match at all. */
    public boolean matches(int sessionWorker, int sessionProtocol) {
        return (worker.isEmpty() || worker.getAsInt() == sessionWorker)
                && (protocol.isEmpty() || protocol.getAsInt() == sessionProtocol);
    }
}
