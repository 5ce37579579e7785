package io.sallyport.api;

/**
 * One time that the JVM stopped all its threads, workers too.
 *
 * @param secondsAgo how long ago it ended
 * @param cause the JVM's own name of what it stopped them for, such as {@code ZMarkEndYoung}, a step of the garbage collector
 * @param reachMicros from the decision until all threads stood, in microseconds
 * @param totalMicros from the decision until all threads were let go, in microseconds
 */
public record Pause(double secondsAgo, String cause, double reachMicros, double totalMicros) {}
