package io.sallyport.gateway.http;

import java.util.List;
import java.util.Map;

/**
 * One path of the API.
 *
 * @param path absolute path
 * @param answer what a GET of it answers with
 */
record ApiRoute(String path, Answer answer) {
    /** Every path there is, in the order to name them. */
    static final List<ApiRoute> ALL = List.of(
            json("/v1/status", GatewayView::status),
            json("/v1/workers", GatewayView::workers),
            json("/v1/pauses", GatewayView::pauses),
            json("/v1/interfaces", GatewayView::interfaces),
            json("/v1/counters", GatewayView::counters),
            json("/v1/drops", GatewayView::drops),
            json("/v1/handoff", GatewayView::handoff),
            json("/v1/ledger", GatewayView::ledger),
            new ApiRoute(
                    "/v1/sessions",
                    (view, query) -> Reply.json(view.sessions(SessionFilters.parse(QueryString.parse(query))))),
            json("/v1/pools", GatewayView::pools),
            json("/v1/numa", GatewayView::numa),
            json("/v1/neighbors", GatewayView::neighbors),
            json("/v1/routes", GatewayView::routes),
            new ApiRoute("/metrics", (view, query) -> Reply.metrics(Metrics.text(view))),
            new ApiRoute("/healthz", (view, query) -> Health.live(view)),
            new ApiRoute("/readyz", (view, query) -> Health.ready(view)));

    /** Works out the answer of one path. */
    interface Answer {
        Reply reply(GatewayView view, String rawQuery) throws BadQueryException;
    }

    private interface Question {
        Object ask(GatewayView view);
    }

    private static ApiRoute json(String path, Question question) {
        return new ApiRoute(path, (view, query) -> {
            refuseParameters(path, QueryString.parse(query));
            return Reply.json(question.ask(view));
        });
    }

    private static void refuseParameters(String path, Map<String, String> parameters) throws BadQueryException {
        if (!parameters.isEmpty()) {
            throw new BadQueryException(
                    path + " takes no parameters, found '" + String.join("', '", parameters.keySet()) + "'",
                    List.of("no parameters"));
        }
    }
}
