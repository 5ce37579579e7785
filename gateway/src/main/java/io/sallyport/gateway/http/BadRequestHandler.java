package io.sallyport.gateway.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.List;

/** Answers what is no HTTP request at all. */
final class BadRequestHandler implements DirectHandler {
    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType event,
            Status defaultStatus,
            ServerResponseHeaders headers,
            String message) {
        Reply reply = Reply.error(defaultStatus.code(), "no valid HTTP request", List.of("GET of a path, HTTP/1.1"));
        return TransportResponse.builder()
                .status(defaultStatus)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, reply.contentType())
                .keepAlive(false)
                .entity(reply.body())
                .build();
    }
}
