package io.sallyport.lab.restart;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What a gateway says of itself in numbers, while packets flow. One thread. */
final class Numbers {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Function<String, JsonNode> api;

    Numbers(Function<String, JsonNode> api) {
        this.api = api;
    }

    /** A counter, added up over the workers. */
    long total(String counter) {
        JsonNode value = api.apply("counters").path("total").path(counter);
        if (!value.isNumber()) {
            throw LabException.failed("the gateway's counters have no " + counter);
        }
        return value.asLong();
    }

    /** What came of the sessions of the process before; a missing node where it does not keep any. */
    JsonNode restored() {
        return api.apply("status").path("restored");
    }

    /** The difference that the ledger shows, of the worker where it is largest; asks until no worker is too busy to answer. */
    long ledgerDifference() {
        AtomicReference<JsonNode> ledger = new AtomicReference<>();
        Await.until("a ledger with all workers in time", LIMIT, () -> {
            ledger.set(api.apply("ledger"));
            return ledger.get().path("stalled").isEmpty();
        });
        long most = Math.abs(ledger.get().path("difference").asLong(Long.MAX_VALUE));
        for (JsonNode worker : ledger.get().path("workers")) {
            most = Math.max(most, Math.abs(worker.path("difference").asLong(Long.MAX_VALUE)));
        }
        return most;
    }
}
