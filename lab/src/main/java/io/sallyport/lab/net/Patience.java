package io.sallyport.lab.net;

import java.time.Duration;

/**
 * How long to wait for what depends on the gateway's speed. A gateway in an emulated machine is slow: then all such times are longer by a
 * factor, the system property {@value #PROPERTY}. Any thread may call.
 */
public final class Patience {
    /** Says how many times longer than usual; 1 if it is not set. */
    public static final String PROPERTY = "sallyport.patience";

    private static final int FACTOR = Integer.getInteger(PROPERTY, 1);

    private Patience() {}

    /** So many seconds on a usual machine. */
    public static Duration seconds(int usual) {
        return Duration.ofSeconds((long) usual * FACTOR);
    }

    /** The flag for the JVM of another program of ours. */
    static String flag() {
        return "-D%s=%d".formatted(PROPERTY, FACTOR);
    }
}
