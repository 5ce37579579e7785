package io.sallyport.gateway.config;

import java.util.List;
import java.util.function.Predicate;

/**
 * Settings that are valid but that this version does not act on. They are refused, so that nobody believes a setting to
 * be active that is not. When a setting begins to work, its line goes.
 */
final class Supported {
    private static final List<Unavailable> UNAVAILABLE =
            List.of(value("state.keep-sessions", c -> c.state().keepSessions(), "false"), key("state.directory"));

    private record Unavailable(String key, Predicate<Config> used, String instead) {}

    private Supported() {}

    /** Reports each setting in the file that would not be acted on, unless it is wrong anyway. */
    static void check(Config config, Reading reading) {
        for (Unavailable entry : UNAVAILABLE) {
            boolean inFile = config.source().has(entry.key) && !reading.reported(entry.key);
            if (inFile && entry.used.test(config)) {
                String text = reading.text(entry.key);
                reading.report(entry.key, text + ", which is not available in this version", entry.instead);
            }
        }
    }

    /** Keys of which not every value is available. */
    static List<String> keys() {
        return UNAVAILABLE.stream().map(Unavailable::key).toList();
    }

    private static Unavailable key(String key) {
        return new Unavailable(key, config -> true, "remove it");
    }

    private static Unavailable value(String key, Predicate<Config> used, String instead) {
        return new Unavailable(key, used, "remove it or set " + instead);
    }
}
