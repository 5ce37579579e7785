package io.sallyport.lab.load;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** What the gateway has counted, read while nothing moves. Packets since its start; workers and interfaces by number. */
final class Reading {
    private final JsonNode workers;
    private final JsonNode interfaces;
    private final JsonNode pairs;
    private final JsonNode total;

    private Reading(Function<String, JsonNode> api) {
        this.workers = api.apply("workers").path("workers");
        this.interfaces = api.apply("interfaces").path("interfaces");
        this.pairs = api.apply("handoff").path("pairs");
        this.total = api.apply("counters").path("total");
    }

    /** Asks {@code api} for what follows {@code /v1/} in a path. */
    static Reading of(Function<String, JsonNode> api) {
        return new Reading(api);
    }

    int workers() {
        return workers.size();
    }

    /** A counter of one worker. */
    long counter(int worker, String name) {
        return number(workers.path(worker).path("counters"), name);
    }

    /** Packets that a worker dropped for a reason. */
    long dropped(int worker, String reason) {
        return number(workers.path(worker).path("drops"), reason);
    }

    /** The reasons for drops that there are. */
    Collection<String> reasons() {
        return workers.path(0).path("drops").propertyNames();
    }

    /** A counter, added up by the gateway. */
    long total(String name) {
        return number(total, name);
    }

    /** Packets that a worker took from an interface. */
    long received(Link link, int worker) {
        return number(device(link, worker), "rx_packets");
    }

    /** Packets that a worker sent through an interface. */
    long transmitted(Link link, int worker) {
        return number(device(link, worker), "tx_packets");
    }

    /** Packets of an ordered pair of workers. */
    long handedOff(int from, int to, String field) {
        for (JsonNode pair : pairs) {
            if (pair.path("from").asInt() == from && pair.path("to").asInt() == to) {
                return number(pair, field);
            }
        }
        throw LabException.failed("the gateway shows no handoff from worker %d to %d".formatted(from, to));
    }

    /** All sessions there are. */
    static List<JsonNode> sessions(Function<String, JsonNode> api) {
        List<JsonNode> sessions = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.apply("sessions?limit=10000" + cursor);
            page.path("sessions").forEach(sessions::add);
            JsonNode next = page.path("next_cursor");
            cursor = next.isNull() || next.isMissingNode() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        return sessions;
    }

    /** A number for each worker. */
    LongStream each(IntToLongFunction number) {
        return IntStream.range(0, workers()).mapToLong(number);
    }

    private JsonNode device(Link link, int worker) {
        return interfaces.path(link.ordinal()).path("workers").path(worker);
    }

    private static long number(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        if (!value.isNumber()) {
            throw LabException.failed("the gateway's answer has no number " + name);
        }
        return value.asLong();
    }
}
