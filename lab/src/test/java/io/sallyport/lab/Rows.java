package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The closing table of a demo's output. */
final class Rows {
    private final List<String> lines;

    private Rows(List<String> lines) {
        this.lines = lines;
    }

    /** Finds the table in the output; the lines of progress before it begin with the seconds. */
    static Rows of(List<String> output) {
        int table = output.stream()
                .filter(line -> line.startsWith("what "))
                .findFirst()
                .map(output::indexOf)
                .orElse(output.size());
        return new Rows(output.subList(table, output.size()));
    }

    /** Rows with a verdict. */
    List<String> with(String verdict) {
        return lines.stream()
                .filter(line -> line.contains("  " + verdict + " "))
                .toList();
    }

    /** The row with this name is there, once at least, and held. */
    void assertHeld(String what) {
        List<String> rows =
                lines.stream().filter(line -> line.startsWith(what + "  ")).toList();
        assertThat(rows).as("rows of %s in%n%s", what, String.join("\n", lines)).isNotEmpty();
        assertThat(rows).allSatisfy(row -> assertThat(row).containsPattern("^.{%d,}  held ".formatted(what.length())));
    }
}
