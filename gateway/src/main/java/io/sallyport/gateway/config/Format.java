package io.sallyport.gateway.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a kind of value is written.
 *
 * @param allowed what may be written, as a clause for an error
 * @param parse the value of a text, or empty if it may not be written
 */
record Format<T>(String allowed, Function<String, Optional<T>> parse) {
    /** The same, but one word stands for none of these values. */
    Format<Optional<T>> orWord(String word) {
        return new Format<>(
                allowed + ", or " + word,
                text -> text.equals(word)
                        ? Optional.of(Optional.empty())
                        : parse.apply(text).flatMap(value -> Optional.of(Optional.of(value))));
    }
}
