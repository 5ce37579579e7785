package io.sallyport.dataplane.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JVM is told about the packet path is about methods that there are: it says nothing itself about a name that fits none. */
class CompileHintsTest {
    private static final Path FILE = Path.of("src/main/hotspot/packet-path.txt");
    private static final Pattern HINT = Pattern.compile("(inline|dontinline) ([\\w.*]+)::([\\w*]+)");

    static Stream<String> hints() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.equals("quiet"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hints")
    void namesAMethodThatThereIs(String line) throws Exception {
        Matcher hint = HINT.matcher(line);
        assertThat(line).matches(HINT);
        assertThat(hint.matches()).isTrue();
        for (Class<?> type : classes(hint.group(2))) {
            String method = hint.group(3);
            assertThat(Arrays.stream(type.getDeclaredMethods())
                            .anyMatch(one -> method.equals("*") || one.getName().equals(method)))
                    .isTrue();
        }
    }

    @Test
    void thereAreHints() throws IOException {
        assertThat(hints().filter(line -> line.startsWith("inline"))).hasSizeGreaterThan(40);
        assertThat(hints().filter(line -> line.startsWith("dontinline"))).hasSizeGreaterThan(10);
    }

    private static List<Class<?>> classes(String name) throws Exception {
        if (!name.endsWith(".*")) {
            return List.of(Class.forName(name));
        }
        Path folder =
                Path.of("src/main/java", name.substring(0, name.length() - 2).replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isNotEmpty();
        }
        return List.of();
    }
}
