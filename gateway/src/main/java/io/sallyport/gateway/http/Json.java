package io.sallyport.gateway.http;

import java.io.ByteArrayOutputStream;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** How records become JSON: components in snake_case, map keys as they are. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** Most answers are shorter. */
    private static final int FIRST_BYTES = 4_096;

    private Json() {}

    /** The text, ended by a line feed; made without a copy as a {@code String}, for what is allocated sooner or later stops workers. */
    static byte[] bytes(Object answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(FIRST_BYTES);
        MAPPER.writeValue(out, answer);
        out.write('\n');
        return out.toByteArray();
    }
}
