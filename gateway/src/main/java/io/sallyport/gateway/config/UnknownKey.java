package io.sallyport.gateway.config;

import java.util.List;
import java.util.Optional;

/** Says which key was probably meant. */
final class UnknownKey {
    private UnknownKey() {}

    static String hint(String path, String name) {
        List<String> known = Keys.under(path);
        Optional<String> near = Nearest.to(name, known);
        if (near.isPresent()) {
            return "did you mean " + near.get() + "?";
        }
        return elsewhere(name)
                .map(key -> "did you mean " + key + "? Move it there")
                .orElse("known keys here are " + String.join(", ", known));
    }

    /** The same key in another section. */
    private static Optional<String> elsewhere(String name) {
        return Keys.ALL.stream().filter(key -> Keys.name(key).equals(name)).findFirst();
    }
}
