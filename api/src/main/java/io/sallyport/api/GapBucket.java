package io.sallyport.api;

/**
 * How many gaps between a worker's turns since start were no longer than a bound.
 *
 * @param atMostMicros the bound in microseconds
 * @param gaps gaps that did not exceed it, those of lower bounds included
 */
public record GapBucket(double atMostMicros, long gaps) {}
