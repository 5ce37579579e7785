package io.sallyport.api;

/**
 * All pauses of one cause since start.
 *
 * @param cause as in {@link Pause}
 * @param pauses how many
 * @param totalMicros their sum in microseconds
 * @param longestMicros the longest in microseconds
 */
public record PauseCause(String cause, long pauses, double totalMicros, double longestMicros) {}
