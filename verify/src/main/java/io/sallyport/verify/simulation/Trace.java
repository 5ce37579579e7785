package io.sallyport.verify.simulation;

import java.util.function.Supplier;

/** Where a story is written down line by line, or not. */
interface Trace {
    /** Nobody reads it. */
    Trace NONE = (now, line) -> {};

    /**
     * One thing that happened.
     *
     * @param now time in nanoseconds
     * @param line made only if it is read
     */
    void line(long now, Supplier<String> line);
}
