package io.sallyport.api;

/**
 * How long it took from the start of a worker's turn to the start of the next one, in microseconds.
 *
 * @param gaps turns that another one followed
 * @param p50Micros half of all gaps are no longer; known to 1/64 of itself, as the other percentiles
 * @param p99Micros 99 % of all gaps are no longer
 * @param p9999Micros 99.99 % of all gaps are no longer
 * @param longestMicros the longest gap
 */
public record GapTimes(long gaps, double p50Micros, double p99Micros, double p9999Micros, double longestMicros) {}
