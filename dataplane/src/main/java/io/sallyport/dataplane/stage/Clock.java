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

    /** Seconds since the same moment, low 32 bits. */
    public int second() {
        return (int) (millis / 1_000);
    }

    /** Low 32 bits of {@link #millis}, as session lines keep them. */
    public int stamp() {
        return (int) millis;
    }
}
