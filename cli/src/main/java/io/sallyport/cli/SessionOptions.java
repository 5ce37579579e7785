package io.sallyport.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of {@code show sessions}, each a parameter of the API of the same name.
 *
 * @param name without the dashes
 * @param label what the value is
 * @param help one line
 */
record SessionOptions(String name, String label, String help) {
    static final String VIEW = "sessions";

    private static final List<SessionOptions> ALL = List.of(
            new SessionOptions("inside", "ADDRESS[:PORT]", "only sessions of this inside host"),
            new SessionOptions("nat", "ADDRESS[:PORT]", "only sessions with this NAT address"),
            new SessionOptions("remote", "ADDRESS[:PORT]", "only sessions with this far end"),
            new SessionOptions("protocol", "NAME", "only tcp, udp, icmp, gre, esp, sctp or an IP protocol number"),
            new SessionOptions("worker", "ID", "only sessions that this worker owns"),
            new SessionOptions("limit", "N", "most sessions to show, 1 to 10000; 100 if not given"),
            new SessionOptions("cursor", "CURSOR", "go on where the page before ended"));

    static void addTo(CommandSpec command) {
        for (SessionOptions it : ALL) {
            command.addOption(OptionSpec.builder("--" + it.name)
                    .paramLabel(it.label)
                    .type(String.class)
                    .description(it.help)
                    .build());
        }
    }

    /** The query of the API, with its {@code ?}; empty if no option was given. The gateway checks the values. */
    static String query(ParseResult line) {
        String query = ALL.stream()
                .filter(it -> line.hasMatchedOption("--" + it.name))
                .map(it -> it.name + "=" + encoded(line, "--" + it.name))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String encoded(ParseResult line, String option) {
        String value = Objects.requireNonNull(line.matchedOptionValue(option, ""));
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
