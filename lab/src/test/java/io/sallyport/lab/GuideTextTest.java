package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class GuideTextTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.+?)```");

    @Test
    void takesOtherNumbersButNoOtherAddress() {
        assertThat(missing("64 bytes from 10.1.0.1: ttl=63 time=0.5 ms", "64 bytes from 10.1.0.1: ttl=63   time=12 ms"))
                .isEmpty();
        assertThat(missing("64 bytes from 10.1.0.1", "64 bytes from 10.1.0.2")).isNotEmpty();
        assertThat(missing("2 packets, 0 received", "2 packets, none received")).isNotEmpty();
        assertThat(missing("2 packets, 0 received", "2 packets, 2 received")).isNotEmpty();
        assertThat(missing("2 packets, 2 received", "2 packets, 0 received")).isNotEmpty();
    }

    @Test
    void takesAnythingForAnEllipsis() {
        assertThat(missing("ledger received=… difference=0", "ledger received=7 generated=1 difference=0"))
                .isEmpty();
    }

    @Test
    void wantsLinesInTheirOrder() {
        assertThat(GuideText.missing(List.of("one", "two"), List.of("one", "x", "two"), new HashMap<>()))
                .isEmpty();
        assertThat(GuideText.missing(List.of("one", "two"), List.of("two", "one"), new HashMap<>()))
                .isEqualTo("two");
    }

    @Test
    void wantsTheSameDigestWhereThePageHasTheSame() {
        assertThat(GuideText.missing(List.of(A + "  -", A + "  -"), List.of(B + "  -", B + "  -"), new HashMap<>()))
                .isEmpty();
        assertThat(GuideText.missing(List.of(A + "  -", A + "  -"), List.of(B + "  -", A + "  -"), new HashMap<>()))
                .isNotEmpty();
    }

    @Test
    void readsCommandsAndWhatTheyPrint() {
        String page = """
                ```sh
                not this
                ```
                <!-- A test runs this -->
                ```sh
                a
                b
                ```

                text

                ```sh
                c
                ```

                ```text
                one
                ```
                <!-- To here. -->
                """;

        assertThat(GuideText.blocks(page))
                .containsExactly(new GuideText.Block("a\nb\n", List.of()), new GuideText.Block("c\n", List.of("one")));
    }

    @Test
    void theGuideShowsTheConfigurationThatItUses() throws Exception {
        Matcher shown = YAML.matcher(Files.readString(Path.of("../docs/getting-started.md")));
        String file = Files.readString(Path.of("../examples/getting-started.yaml"));

        assertThat(shown.find()).isTrue();
        assertThat(file.replaceAll("(?m)^#.*\\n", "")).isEqualTo(shown.group(1));
    }

    private static String missing(String wanted, String printed) {
        return GuideText.missing(List.of(wanted), List.of(printed), new HashMap<>());
    }
}
