package io.sallyport.api;

import java.util.List;

/**
 * {@code GET /v1/pauses}: when the JVM stopped all threads, workers too.
 *
 * @param watched whether the JVM was told to write its pauses down; without that the rest is empty
 * @param pauses how many since the process started
 * @param totalMicros their sum in microseconds
 * @param longestMicros the longest in microseconds, 0 if there was none
 * @param share their part of the time since the process started, 0 to 1
 * @param causes by cause, what took longest first
 * @param last the last of them, at most 100, newest first
 */
public record Pauses(
        boolean watched,
        long pauses,
        double totalMicros,
        double longestMicros,
        double share,
        List<PauseCause> causes,
        List<Pause> last) {
    /** Copies the lists. */
    public Pauses {
        causes = List.copyOf(causes);
        last = List.copyOf(last);
    }
}
