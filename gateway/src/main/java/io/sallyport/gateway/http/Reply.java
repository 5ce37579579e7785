package io.sallyport.gateway.http;

import io.sallyport.api.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What goes back to the client.
 *
 * @param status HTTP status code
 * @param contentType media type of the body
 * @param body must not be changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copying a page of sessions twice is waste
record Reply(int status, String contentType, byte[] body) {
    static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    static Reply json(Object answer) {
        return new Reply(200, JSON, Json.bytes(answer));
    }

    static Reply text(String text) {
        return new Reply(200, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply metrics(String text) {
        return new Reply(200, METRICS, text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply error(int status, String message, List<String> allowed) {
        return new Reply(status, JSON, Json.bytes(new ApiError(message, allowed)));
    }
}
