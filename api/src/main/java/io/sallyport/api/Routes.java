package io.sallyport.api;

import java.util.List;

/**
 * {@code GET /v1/routes}: where packets go.
 *
 * @param routes longest prefix first
 */
public record Routes(List<RouteInfo> routes) {
    public Routes {
        routes = List.copyOf(routes);
    }
}
