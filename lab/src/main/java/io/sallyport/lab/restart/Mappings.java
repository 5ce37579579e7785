package io.sallyport.lab.restart;

import io.sallyport.lab.net.Topology;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Flows and what the gateway has mapped them to, as it tells itself.
 *
 * @param byFlow of each flow, by protocol, inside tuple and remote endpoint, the NAT address and port and the owner
 */
record Mappings(Map<String, String> byFlow) {
    /** One of the hosts that fill the table: what becomes of its sessions stands for those of all. */
    private static final String FILL_HOST = Topology.INSIDE_PREFIX + ".200";

    /** Those of all flows to the addresses that the internet answers on, and of one host of those that fill the table. */
    static Mappings of(Function<String, JsonNode> api) {
        Map<String, String> byFlow = new TreeMap<>();
        Topology.internet().forEach(address -> add(api, "remote=" + address, byFlow));
        add(api, "inside=" + FILL_HOST, byFlow);
        return new Mappings(byFlow);
    }

    private static void add(Function<String, JsonNode> api, String filter, Map<String, String> byFlow) {
        String cursor = "";
        do {
            JsonNode page = api.apply("sessions?limit=10000&" + filter + cursor);
            for (JsonNode session : page.path("sessions")) {
                byFlow.put(flow(session), mapping(session));
            }
            JsonNode next = page.path("next_cursor");
            cursor = next.isNull() || next.isMissingNode() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
    }

    private static String flow(JsonNode session) {
        return "%s %s:%d to %s:%d"
                .formatted(
                        session.path("protocol").asString(),
                        session.path("inside_address").asString(),
                        session.path("inside_port").asInt(),
                        session.path("remote_address").asString(),
                        session.path("remote_port").asInt());
    }

    private static String mapping(JsonNode session) {
        return "%s:%d of worker %d"
                .formatted(
                        session.path("nat_address").asString(),
                        session.path("nat_port").asInt(),
                        session.path("worker").asInt());
    }

    int size() {
        return byFlow.size();
    }

    /** One of the differences to what was before, in words; empty if there is none. */
    String differenceTo(Mappings before) {
        for (Map.Entry<String, String> was : before.byFlow.entrySet()) {
            String is = byFlow.get(was.getKey());
            if (!was.getValue().equals(is)) {
                return "%s: was %s, is %s".formatted(was.getKey(), was.getValue(), is == null ? "gone" : is);
            }
        }
        return size() == before.size() ? "" : "%,d flows, before %,d".formatted(size(), before.size());
    }
}
