package io.sallyport.verify.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.SampleHome;
import io.sallyport.verify.SampleHome.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConformanceCommandTest {
    @TempDir
    private Path folder;

    private SampleHome home;
    private Path document;

    @BeforeEach
    void home() {
        home = new SampleHome(folder);
        document = folder.resolve("docs/conformance.md");
    }

    private Said conformance(String... arguments) {
        return home.run(ConformanceCommand::run, arguments);
    }

    private static String allIds() {
        return Requirements.all().stream()
                .flatMap(rfc -> rfc.requirements().stream())
                .filter(Requirement::isMetInAnyMode)
                .map(Requirement::id)
                .collect(Collectors.joining(" "));
    }

    @Test
    void writesTheDocumentAndIsContentOnceEveryClaimHasATest() throws IOException {
        home.module("dataplane", "AllTest#holds SUCCESSFUL " + allIds());

        Said said = conformance();

        assertThat(said.exitCode()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).endsWith(" of 5 RFCs; 0 findings\n");
        assertThat(document).content().contains("## RFC 4787: ", "`dataplane.AllTest#holds`");
    }

    @Test
    void checkComparesAndWritesNothing() throws IOException {
        home.module("dataplane", "AllTest#holds SUCCESSFUL " + allIds());

        assertThat(conformance("--check").exitCode()).isEqualTo(1);
        assertThat(conformance("--check").err())
                .isEqualTo("sallyport: docs/conformance.md is not as the last tests make it: type ./sallyport verify"
                        + " conformance\n");
        assertThat(document).doesNotExist();
        conformance();
        assertThat(conformance("--check").exitCode()).isZero();
        String written = Files.readString(document);
        Files.writeString(document, written.replace("met", "more than met"));
        assertThat(conformance("--check").exitCode()).isEqualTo(1);
    }

    @Test
    void claimWithoutTestIsRefused() throws IOException {
        home.module("dataplane", "AllTest#holds SUCCESSFUL " + allIds().replace("RFC4787-REQ-9a ", ""));

        assertThat(conformance())
                .extracting(Said::exitCode, Said::err)
                .containsExactly(
                        1, "sallyport: RFC4787-REQ-9a is said to be met, and no passing test is tagged with it\n");
    }

    @Test
    void tagWithoutRequirementIsRefused() throws IOException {
        home.module("dataplane", "AllTest#holds SUCCESSFUL RFC4787-REQ-99 " + allIds());

        assertThat(conformance().exitCode()).isEqualTo(1);
        assertThat(conformance().err()).contains("RFC4787-REQ-99");
    }

    @Test
    void withoutReportsItSaysHowToGetThem() {
        assertThat(conformance().exitCode()).isEqualTo(3);
        assertThat(conformance().err()).contains("./sallyport test");
        assertThat(document).doesNotExist();
    }

    @Test
    void fileThatCannotBeWrittenIsToldInALine() throws IOException {
        home.module("dataplane", "AllTest#holds SUCCESSFUL " + allIds());
        home.write("docs", "a file, no folder");

        assertThat(conformance().exitCode()).isEqualTo(3);
        assertThat(conformance().err())
                .startsWith("sallyport: ")
                .contains("docs")
                .hasLineCount(1);
    }

    @Test
    void unknownOptionIsWrongUse() {
        assertThat(conformance("--verify").exitCode()).isEqualTo(2);
    }
}
