package io.sallyport.gateway.state;

/**
 * How a start treats what it finds.
 *
 * @param discardSessions whether sessions of an earlier process are lost, readable or not
 * @param other what becomes of a gateway that runs on the same sessions
 */
public record StartWith(boolean discardSessions, Other other) {
    /** What a start does unless told otherwise: take sessions over, and leave a running gateway alone. */
    public static final StartWith USUAL = new StartWith(false, Other.LEFT_ALONE);

    /** What becomes of a gateway that runs on the same sessions. */
    public enum Other {
        /** It goes on, and this one does not start. */
        LEFT_ALONE,
        /** It is asked to stop, and this one goes on in its place. */
        ASKED_TO_STOP,
        /** It goes on until it ends, however that may be, and this one goes on in its place. */
        WAITED_FOR
    }

    /** Whether this gateway may go on in the place of another. */
    public boolean mayFollow() {
        return other != Other.LEFT_ALONE;
    }
}
