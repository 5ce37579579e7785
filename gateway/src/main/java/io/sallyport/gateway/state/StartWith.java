package io.sallyport.gateway.state;

/**
 * How a start treats what it finds.
 *
 * @param discardSessions whether sessions of an earlier process are lost, readable or not
 * @param replace whether a gateway that runs on the same sessions is asked to stop
 */
public record StartWith(boolean discardSessions, boolean replace) {
    /** What a start does unless told otherwise: take sessions over, and leave a running gateway alone. */
    public static final StartWith USUAL = new StartWith(false, false);
}
