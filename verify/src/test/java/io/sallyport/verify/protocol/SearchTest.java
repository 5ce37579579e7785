package io.sallyport.verify.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final String WHOLE = """
            (Spin Version 6.5.2 -- 6 December 2019)
            State-vector 408 byte, depth reached 1075252, errors: 0
               334133 states, stored
            """;

    @Test
    @DisplayName("a whole search without an error is read as that")
    void readsAWholeSearch() {
        assertThat(Search.of(WHOLE)).isEqualTo(new Search(334_133, true, null));
    }

    @Test
    @DisplayName("a search that was cut short is not a whole one")
    void knowsWhenItWasCutShort() {
        assertThat(Search.of("error: max search depth too small\n" + WHOLE).isWhole())
                .isFalse();
        assertThat(Search.of(WHOLE + "Warning: Search not completed\n").isWhole())
                .isFalse();
        assertThat(Search.of(WHOLE + "Bit statespace search for:\n").isWhole()).isFalse();
    }

    @Test
    @DisplayName("an error is called what Spin calls it, in a few words")
    void namesTheError() {
        String errors = WHOLE.replace("errors: 0", "errors: 1");
        assertThat(Search.of("pan:1: invalid end state (at depth 313205)\n" + errors))
                .isEqualTo(new Search(334_133, false, "invalid end state"));
        assertThat(Search.of("pan:1: assertion violated " + "(x)".repeat(100) + " (at depth 3)\n" + errors)
                        .error())
                .startsWith("assertion violated (x)")
                .hasSize(60);
    }

    @Test
    @DisplayName("what is no report of a search is refused with what was found")
    void refusesAnythingElse() {
        assertThatThrownBy(() -> Search.of("Killed\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no report of a search: Killed");
    }
}
