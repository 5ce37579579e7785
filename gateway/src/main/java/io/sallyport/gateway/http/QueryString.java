package io.sallyport.gateway.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what stands behind the {@code ?} of a request. */
final class QueryString {
    private QueryString() {}

    /**
     * Returns the parameters by name, percent-decoded.
     *
     * @param raw as it came, without the {@code ?}; may be empty
     * @throws BadQueryException if it is not decodable or names a parameter twice
     */
    static Map<String, String> parse(String raw) throws BadQueryException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw new BadQueryException("parameter '" + name + "' is given more than once", List.of("once"));
            }
        }
        return parameters;
    }

    private static String decode(String text) throws BadQueryException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadQueryException(
                    "'" + text + "' in the query is not percent-encoded text", List.of("%25 for a percent sign"));
        }
    }
}
