package io.sallyport.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/configuration.md says is what the gateway does. */
class ConfigurationPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");
    private static final Pattern LITERAL = Pattern.compile("^`([^`]+)`");

    private record Row(String key, String fallback, String meaning) {}

    @Test
    void namesEveryKeyInOrder() throws IOException {
        assertThat(rows()).extracting(Row::key).containsExactlyElementsOf(Keys.ALL);
    }

    @Test
    void givesTheDefaultsThatHold() throws IOException {
        List<Row> withDefault =
                rows().filter(row -> LITERAL.matcher(row.fallback).find()).toList();

        assertThat(withDefault).hasSizeGreaterThan(30).allSatisfy(row -> {
            String value = LITERAL.matcher(row.fallback)
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
            String text = KeysTest.yaml(row.key, value).replaceAll("\"\\[]\"", "[]");
            assertThat(bind(text).sameSettings(bind(without(row.key)))).as(text).isTrue();
        });
    }

    @Test
    void saysWhatMustBeGiven() throws IOException {
        assertThat(rows().filter(row -> row.fallback.equals("required"))).allSatisfy(row -> {
            Reading reading = new Reading("x");
            ConfigBinder.bind(
                    reading, YamlText.compose(reading, without(row.key)).orElseThrow());
            assertThat(reading.reported(row.key.replace("[]", "[0]")))
                    .as(row.key)
                    .isTrue();
        });
    }

    @Test
    void showsExamplesThatAreGood() throws IOException {
        List<String> examples =
                EXAMPLE.matcher(page()).results().map(found -> found.group(1)).toList();

        assertThat(examples)
                .hasSize(3)
                .allSatisfy(text ->
                        assertThatCode(() -> ConfigReader.read("example", text)).doesNotThrowAnyException());
    }

    @Test
    void shipsExamplesThatAreGood() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            List<Path> examples =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();

            assertThat(examples)
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThatCode(() -> ConfigReader.readFile(file)).doesNotThrowAnyException());
        }
    }

    /** A configuration with just the section that the key would be in. */
    private static String without(String key) {
        String parent = Keys.parent(key);
        return parent.isEmpty() ? "{}" : KeysTest.yaml(parent, "").replace("\"\"", "{}");
    }

    private static Config bind(String text) {
        Reading reading = new Reading("x");
        return ConfigBinder.bind(reading, YamlText.compose(reading, text).orElseThrow());
    }

    private static Stream<Row> rows() throws IOException {
        return ROW.matcher(page()).results().map(ConfigurationPageTest::row);
    }

    private static Row row(MatchResult found) {
        return new Row(found.group(1), found.group(2), found.group(4));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/configuration.md"));
    }
}
