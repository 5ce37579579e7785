package io.sallyport.lab.feature;

import io.sallyport.lab.LabException;
import io.sallyport.lab.gateway.GatewayApi;
import tools.jackson.databind.JsonNode;

/** Numbers of a gateway while packets may flow. */
final class Counted {
    private Counted() {}

    /** A counter, summed up over the workers. */
    static long total(GatewayApi api, String counter) {
        return present(api.get("counters").path("total").path(counter), counter).asLong();
    }

    /** Packets dropped for a reason. */
    static long dropped(GatewayApi api, String reason) {
        for (JsonNode entry : api.get("drops").path("reasons")) {
            if (entry.path("label").asString().equals(reason)) {
                return entry.path("total").asLong();
            }
        }
        throw LabException.failed("the gateway knows no drop reason " + reason);
    }

    /** How many UDP ports of the first pool address are {@code in_use}, or its {@code size}. */
    static long udpPorts(GatewayApi api, String field) {
        for (JsonNode use : api.get("pools").path("addresses").path(0).path("ports")) {
            if (use.path("protocol").asString().equals("udp")) {
                return present(use.path(field), field).asLong();
            }
        }
        throw LabException.failed("the gateway shows no UDP ports");
    }

    private static JsonNode present(JsonNode value, String name) {
        if (value.isMissingNode()) {
            throw LabException.failed("the gateway's answer has no " + name);
        }
        return value;
    }
}
