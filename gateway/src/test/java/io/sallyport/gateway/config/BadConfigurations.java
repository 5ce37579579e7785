package io.sallyport.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cases of {@code bad-configurations.txt}. */
final class BadConfigurations {
    static final String INTERFACES = """
            interfaces:
              - {port: net_tap0, role: inside, address: 10.0.0.1/24}
              - {port: net_tap1, role: outside, address: 198.51.100.2/24}
            """;

    static final String NAT = """
            nat:
              pools: [{name: public, addresses: [203.0.113.10]}]
            """;

    private static final Pattern EXPECTED = Pattern.compile("(\\d+):(\\d+) (\\S+) \\| (.+?) \\| (.+)");

    private BadConfigurations() {}

    /** A problem, of whose words only the important part is given. */
    record Expected(int line, int column, String key, String found, String allowed) {
        boolean matches(ConfigProblem problem) {
            return problem.line() == line
                    && problem.column() == column
                    && problem.key().equals(key)
                    && problem.found().contains(found)
                    && problem.allowed().contains(allowed);
        }
    }

    /** A text and all its problems in order. */
    record Case(String name, String text, List<Expected> problems) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> read() {
        try (InputStream in = BadConfigurations.class.getResourceAsStream("bad-configurations.txt")) {
            String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(all.split("(?m)^=== "))
                    .skip(1)
                    .map(BadConfigurations::one)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case one(String block) {
        String[] halves = block.split("(?m)^---\n", 2);
        List<String> head = halves[0].lines().toList();
        String text = halves[1].replace("@interfaces\n", INTERFACES).replace("@nat\n", NAT);
        return new Case(
                head.getFirst(),
                text,
                head.stream().skip(1).map(BadConfigurations::expected).toList());
    }

    private static Expected expected(String line) {
        Matcher matcher = EXPECTED.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an expected problem: " + line);
        }
        String key = matcher.group(3).equals("-") ? "" : matcher.group(3);
        return new Expected(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                key,
                matcher.group(4),
                matcher.group(5));
    }
}
