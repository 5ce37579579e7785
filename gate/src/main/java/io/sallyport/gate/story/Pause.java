package io.sallyport.gate.story;

import io.sallyport.lab.net.Commands;

/** Between one look and the next at what another process does. */
final class Pause {
    private static final long MILLIS = 50;

    private Pause() {}

    static void shortly() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }
}
