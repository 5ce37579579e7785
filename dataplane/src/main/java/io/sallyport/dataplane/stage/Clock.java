package io.sallyport.dataplane.stage;

/** The worker's clock: read once per turn, the same for everything done in that turn. Owner worker only. */
public final class Clock {
    private long nanos;
    private long millis;

    /** Sets the time: nanoseconds that never run backwards. */
    public void set(long nowNanos) {
        nanos = nowNanos;
        millis = nowNanos / 1_000_000;
    }

    /** Nanoseconds since some moment. */
    public long nanos() {
        return nanos;
    }

    /** Milliseconds since the same moment. */
    public long millis() {
        return millis;
    }

    /** Low 32 bits of {@link #millis}, as session lines keep them. */
    public int stamp() {
        return (int) millis;
    }
}
