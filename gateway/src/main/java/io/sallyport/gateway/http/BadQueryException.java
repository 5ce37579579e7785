package io.sallyport.gateway.http;

import java.util.List;

/** A query that the API cannot answer: what was found, and what is allowed. */
final class BadQueryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> allowed;

    BadQueryException(String message, List<String> allowed) {
        super(message, null, false, false);
        this.allowed = List.copyOf(allowed);
    }

    String text() {
        return String.valueOf(getMessage());
    }

    List<String> allowed() {
        return allowed;
    }
}
