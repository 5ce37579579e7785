package io.sallyport.gateway.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request to its {@link ApiRoute}, and says what is allowed where there is none. Any thread may call. */
final class RequestHandler implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
    private static final Map<String, ApiRoute> ROUTES =
            ApiRoute.ALL.stream().collect(Collectors.toMap(ApiRoute::path, Function.identity()));
    private static final List<String> PATHS =
            ApiRoute.ALL.stream().map(ApiRoute::path).toList();

    private final GatewayView view;

    RequestHandler(GatewayView view) {
        this.view = view;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String method = request.prologue().method().text();
        String path = request.prologue().uriPath().rawPath();
        Reply reply = reply(method, path, request.query().rawValue());
        response.status(reply.status()).header(HeaderNames.CONTENT_TYPE, reply.contentType());
        if (reply.status() == 405) {
            response.header(HeaderNames.ALLOW, "GET");
        }
        response.send(reply.body());
        if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            // Helidon 4.5.0 promises to close but waits for another request; a client that reads to the end would hang.
            throw new CloseConnectionException("the client asked for it");
        }
    }

    private Reply reply(String method, String path, String query) {
        ApiRoute route = ROUTES.get(path);
        if (route == null) {
            return Reply.error(404, "there is no '" + path + "'", PATHS);
        }
        if (!method.equals("GET")) {
            return Reply.error(405, path + " cannot be asked for with " + method, List.of("GET"));
        }
        try {
            return route.answer().reply(view, query);
        } catch (BadQueryException e) {
            return Reply.error(400, e.text(), e.allowed());
        } catch (RuntimeException e) {
            LOG.error("no answer to {}", path, e);
            return Reply.error(500, "the gateway failed to answer " + path + "; its log says why", List.of());
        }
    }
}
