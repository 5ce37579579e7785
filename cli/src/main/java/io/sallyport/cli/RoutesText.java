package io.sallyport.cli;

import io.sallyport.api.RouteInfo;
import io.sallyport.api.Routes;
import java.util.Objects;

/** {@code show routes}. */
final class RoutesText {
    private RoutesText() {}

    static String of(Routes routes) {
        Table table = new Table().words("TO", "VIA", "INTERFACE");
        for (RouteInfo it : routes.routes()) {
            table.row(it.to(), Objects.requireNonNullElse(it.via(), "on the link"), it.interfaceName());
        }
        return table.toString();
    }
}
