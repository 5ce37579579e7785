package io.sallyport.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** docs/api.md is what the server does: its paths, its fields, its examples. */
@Timeout(60)
final class ApiReferenceTest {
    private static final Pattern SECTION = Pattern.compile("^## GET (/\\S+)$", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private final String reference;

    ApiReferenceTest() throws IOException {
        reference = Files.readString(Path.of("../docs/api.md"));
    }

    static Stream<String> answers() {
        return ApiServerTest.answers().stream().map(Map.Entry::getKey);
    }

    @Test
    void hasASectionForEachPathOfTheServerAndNoOther() {
        List<String> sections = new ArrayList<>();
        Matcher matcher = SECTION.matcher(reference);
        while (matcher.find()) {
            sections.add(matcher.group(1));
        }
        assertThat(sections)
                .containsExactlyElementsOf(
                        ApiRoute.ALL.stream().map(ApiRoute::path).toList());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void showsWhatTheServerAnswers(String path) throws IOException {
        Matcher example = EXAMPLE.matcher(section(path));
        assertThat(example.find()).as("example in " + path).isTrue();
        try (ApiClient client = new ApiClient(new SampleGateway())) {
            JsonNode answer = Json.MAPPER.readTree(client.get(path).body());

            assertThat(Json.MAPPER.readTree(example.group(1))).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void explainsEachFieldOfAnAnswer(String path) throws IOException {
        String explanation = EXAMPLE.matcher(section(path)).replaceAll("");
        Set<String> fields = new TreeSet<>();
        try (ApiClient client = new ApiClient(new SampleGateway())) {
            collectFields(Json.MAPPER.readTree(client.get(path).body()), fields);
        }
        for (String field : fields) {
            assertThat(explanation).contains("`" + field + "`");
        }
    }

    @Test
    void explainsEachParameterOfSessions() {
        for (String name : SessionFilters.NAMES) {
            assertThat(section("/v1/sessions")).contains("| `" + name + "` |");
        }
    }

    /** Keys of objects, except those below {@code counters}, {@code drops} and the like: they are names of counts. */
    private static void collectFields(JsonNode node, Set<String> fields) {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            boolean wraps = node.size() == 1 && property.getValue().isArray();
            if (!wraps) {
                fields.add(property.getKey());
            }
            if (!List.of("counters", "discarded", "drops", "dropped", "total").contains(property.getKey())) {
                collectFields(property.getValue(), fields);
            }
        }
        if (node.isArray()) {
            node.forEach(element -> collectFields(element, fields));
        }
    }

    private String section(String path) {
        String heading = "## GET " + path + "\n";
        int start = reference.indexOf(heading);
        assertThat(start).as(heading).isNotNegative();
        int end = reference.indexOf("\n## ", start + heading.length());
        return reference.substring(start, end < 0 ? reference.length() : end);
    }
}
