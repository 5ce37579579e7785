package io.sallyport.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeysTest {
    /** Each known key is really read: no value of this kind is right for any of them. */
    @ParameterizedTest
    @MethodSource("keys")
    void refusesAValueOfTheWrongKind(String pattern) {
        String text = yaml(pattern, "! !");

        ConfigException refusal =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read("nat.yaml", text));

        assertThat(refusal.problems()).as(text).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(pattern.replace("[]", "[0]"));
            assertThat(problem.found()).isEqualTo("\"! !\"");
        });
    }

    @Test
    void knowsTheKeysOfASection() {
        assertThat(Keys.under(""))
                .containsExactly("mode", "workers", "dpdk", "interfaces", "routes", "nat", "state", "api");
        assertThat(Keys.under("nat.pools[17]")).containsExactly("name", "addresses", "ports", "mapping", "filtering");
        assertThat(Keys.under("mode")).isEmpty();
    }

    @Test
    void refusesNoKeyThatDoesNotExist() {
        assertThat(Keys.ALL).doesNotHaveDuplicates();
    }

    static List<String> keys() {
        return Keys.ALL;
    }

    /** A configuration with one key: {@code a.b[].c} becomes <code>{a: {b: [{c: value}]}}</code>. */
    static String yaml(String pattern, String value) {
        String text = '"' + value + '"';
        String rest = pattern;
        while (!rest.isEmpty()) {
            boolean entry = rest.endsWith("[]");
            text = entry ? "[" + text + "]" : "{" + Keys.name(rest) + ": " + text + "}";
            rest = Keys.parent(rest);
        }
        return text;
    }
}
