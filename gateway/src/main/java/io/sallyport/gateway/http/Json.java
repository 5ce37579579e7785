package io.sallyport.gateway.http;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** How records become JSON: components in snake_case, map keys as they are. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Json() {}

    static byte[] bytes(Object answer) {
        return (MAPPER.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
