package io.sallyport.gate.story;

import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** What the network cards took of what the gateway asked for: queues, and RSS by addresses and ports over all of them (checklist C13.2). */
public final class NetworkCard implements Story {
    private static final List<String> TYPES = List.of("ipv4", "ipv4-tcp", "ipv4-udp");

    @Override
    public void tell(Stand stand, Trials trials) {
        List<JsonNode> interfaces = new ArrayList<>();
        stand.api().get("interfaces").path("interfaces").forEach(interfaces::add);
        trials.attempt("RSS", () -> rss(interfaces));
    }

    private static Finding rss(List<JsonNode> interfaces) {
        StringJoiner figure = new StringJoiner("; ");
        boolean held = !interfaces.isEmpty();
        for (JsonNode one : interfaces) {
            JsonNode choice = one.path("queue_choice");
            List<String> types = new ArrayList<>();
            choice.path("rss_types").forEach(type -> types.add(type.asString()));
            held &= types.containsAll(TYPES) && choice.path("reta_size").asInt() > 0;
            figure.add("%s (%s): %d queues, RSS of %s over a table of %d"
                    .formatted(
                            one.path("name").asString(),
                            one.path("driver").asString(),
                            one.path("queues").asInt(),
                            String.join(" ", types),
                            choice.path("reta_size").asInt()));
        }
        return new Finding("network cards spread by the RSS that the gateway sets", held, figure.toString());
    }
}
