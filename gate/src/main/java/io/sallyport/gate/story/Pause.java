package io.sallyport.gate.story;

import io.sallyport.lab.net.Commands;

/** Between one look and the next at what another process does. */
public final class Pause {
    private static final long MILLIS = 50;

    private Pause() {}

    /** A twentieth of a second. */
    public static void shortly() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }
}
