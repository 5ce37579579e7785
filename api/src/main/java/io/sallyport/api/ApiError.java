package io.sallyport.api;

import java.util.List;

/**
 * The body of every answer that is not a good one.
 *
 * @param message what was found, where, and what to do
 * @param allowed what would have been accepted in its place; empty if there is no list of it
 */
public record ApiError(String message, List<String> allowed) {
    public ApiError {
        allowed = List.copyOf(allowed);
    }
}
