package io.sallyport.verify.run;

import io.sallyport.verify.model.Result;

/** Looks on while an episode is played. */
interface Watcher {
    /** One that looks away. */
    Watcher NOBODY = event -> {};

    /** A frame is about to come in. */
    void comes(Event event);

    /** What the model says of it. */
    default void judged(Result result) {}
}
