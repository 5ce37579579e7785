package io.sallyport.gate.story;

import io.sallyport.lab.LabException;
import io.sallyport.lab.demo.GatewayNumbers;
import io.sallyport.lab.gateway.GatewayApi;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What a gateway has counted at a moment when no packet was under way. */
public final class Tally {
    private final JsonNode counters;
    private final Map<String, Long> drops = new TreeMap<>();
    private final JsonNode ledger;

    private Tally(GatewayApi api) {
        this.ledger = new GatewayNumbers(api::get).awaitQuiet();
        this.counters = api.get("counters");
        for (JsonNode reason : api.get("drops").path("reasons")) {
            drops.put(reason.path("label").asString(), reason.path("total").asLong());
        }
    }

    /** Waits for such a moment. */
    public static Tally of(GatewayApi api) {
        return new Tally(api);
    }

    /** A counter, summed up over the workers. */
    public long total(String counter) {
        return number(counters.path("total"), counter);
    }

    /** A counter of one worker. */
    public long of(int worker, String counter) {
        return number(counters.path("workers").path(worker).path("counters"), counter);
    }

    /** How many there are. */
    public int workers() {
        return counters.path("workers").size();
    }

    /** Packets received so far. */
    public long received() {
        return number(ledger, "received");
    }

    /** What the ledger does not account for. */
    public long difference() {
        return number(ledger, "difference");
    }

    /** Packets dropped so far for a reason. */
    public long dropped(String reason) {
        Long count = drops.get(reason);
        if (count == null) {
            throw LabException.failed("the gateway knows no drop reason " + reason);
        }
        return count;
    }

    /** Drops since {@code before}, by reason; those without any left out. */
    public Map<String, Long> dropsSince(Tally before) {
        Map<String, Long> since = new TreeMap<>();
        drops.forEach((reason, count) -> {
            long more = count - before.dropped(reason);
            if (more != 0) {
                since.put(reason, more);
            }
        });
        return since;
    }

    private static long number(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        if (!value.isNumber()) {
            throw LabException.failed("the gateway's answer has no number " + name);
        }
        return value.asLong();
    }
}
