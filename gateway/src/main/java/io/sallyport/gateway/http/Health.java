package io.sallyport.gateway.http;

import io.sallyport.api.WorkerInfo;
import java.util.List;

/** Answers of {@code /healthz} and {@code /readyz}: 200, or 503 with the reason. */
final class Health {
    private static final int UNAVAILABLE = 503;

    private Health() {}

    /** Alive as long as no worker is stalled: what a supervisor may restart the gateway for. */
    static Reply live(GatewayView view) {
        List<String> stalled = view.workers().workers().stream()
                .filter(worker -> worker.state().equals(WorkerInfo.STALLED))
                .map(worker -> "worker " + worker.id() + " on CPU " + worker.cpu())
                .toList();
        if (stalled.isEmpty()) {
            return Reply.text("ok\n");
        }
        return Reply.error(UNAVAILABLE, "stalled: " + String.join(", ", stalled), List.of());
    }

    /** Ready once packets flow: what a load balancer may send traffic for. */
    static Reply ready(GatewayView view) {
        if (view.status().ready()) {
            return Reply.text("ready\n");
        }
        return Reply.error(UNAVAILABLE, "packets do not flow yet", List.of());
    }
}
