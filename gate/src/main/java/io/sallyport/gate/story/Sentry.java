package io.sallyport.gate.story;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Link;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts what arrives at a link's far end, by rules of nftables there: before anything in that kernel can lose it. */
final class Sentry implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Link link;
    private final String table;

    private Sentry(Link link, String table) {
        this.link = link;
        this.table = table;
    }

    /**
     * Counts from now on.
     *
     * @param table a name that no other sentry there has
     * @param rules what to count, by name, as nftables says it
     */
    static Sentry post(Link link, String table, Map<String, String> rules) {
        StringJoiner counters = new StringJoiner("\n");
        StringJoiner chain = new StringJoiner("\n");
        rules.forEach((name, match) -> {
            counters.add("  counter %s { }".formatted(name));
            chain.add("    %s counter name %s".formatted(match, name));
        });
        String text = """
                table netdev %s {
                %s
                  chain in {
                    type filter hook ingress device "%s" priority 10;
                %s
                  }
                }
                """.formatted(table, counters, link.interfaceName(), chain);
        Commands.runWithInput(
                text, link.namespace().inside(List.of("nft", "-f", "-")).toArray(String[]::new));
        return new Sentry(link, table);
    }

    /** Packets that a rule has counted. */
    long seen(String name) {
        String answer = link.namespace().run("nft", "-j", "list", "counters", "table", "netdev", table);
        for (JsonNode entry : MAPPER.readTree(answer).path("nftables")) {
            JsonNode counter = entry.path("counter");
            if (counter.path("name").asString("").equals(name)) {
                return counter.path("packets").asLong();
            }
        }
        throw LabException.failed("nft shows no counter %s: %s".formatted(name, answer));
    }

    @Override
    public void close() {
        link.namespace().run("nft", "delete", "table", "netdev", table);
    }
}
