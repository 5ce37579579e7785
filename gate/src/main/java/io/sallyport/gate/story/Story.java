package io.sallyport.gate.story;

import io.sallyport.lab.report.Trials;

/** Does something to a gateway that runs and says what it found; {@code rows.txt} says what that settles. One thread. */
public interface Story {
    /** Remembers how things are before any traffic; called once for all stories of a gateway, in their order. */
    default void begin(Stand stand) {}

    /** Tells the story. */
    void tell(Stand stand, Trials trials);
}
