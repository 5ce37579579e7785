package io.sallyport.verify.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MutantsTest {
    private static final Path HOME = Path.of("..");

    static List<Mutant> all() {
        return Mutant.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyMutantStillFitsTheSourcesAndIsJava(Mutant mutant, @TempDir Path folder) throws IOException {
        Path classes = Specimen.compile(mutant, "dataplane", HOME, folder);
        try (var files = Files.walk(classes)) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty();
        }
    }

    @Test
    void thereAreMoreThanTenAndNoTwoHaveOneName() {
        assertThat(all().stream().map(Mutant::name)).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner-not-asked", "taken-not-counted"})
    @Tag("C3.7")
    @Tag("C10.10")
    void theSimulationFindsThem(String name) {
        Said said = run("--only", name, "--seeds", "50", "--threads", "1");
        assertThat(said.text()).contains("found by seed").contains("1 of 1 found");
        assertThat(said.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"committed-too-early", "seal-not-checked"})
    @Tag("C13.5")
    void otherProofsFindTheirs(String name) {
        Said said = run("--only", name, "--seeds", "200", "--threads", "1");
        assertThat(said.text()).contains("found by seed").contains("1 of 1 found");
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void aMutantThatChangesNothingSurvives(@TempDir Path folder) throws IOException, InterruptedException {
        Mutant harmless = new Mutant(
                "harmless",
                Mutant.SIMULATION,
                "none",
                "stage/Clock.java",
                "package io.sallyport",
                "/* the same */ package io.sallyport");
        Trial.Outcome outcome =
                Trial.run(Mutant.SIMULATION, Specimen.compile(harmless, "dataplane", HOME, folder), 1, 3, 1);
        assertThat(outcome.caught()).isFalse();
        assertThat(outcome.finding()).contains("no finding");
    }

    @Test
    void saysWhichMutantNoLongerFits() {
        Mutant stale = new Mutant("stale", Mutant.SIMULATION, "none", "stage/Clock.java", "no such text", "");
        assertThatThrownBy(() -> stale.applyTo("package x;"))
                .hasMessage(
                        "mutant stale: 'no such text' stands nowhere in stage/Clock.java; it has to stand there once");
    }

    @Test
    void aNameThatIsNotThereIsWrongUse() {
        Said said = run("--only", "nobody");
        assertThat(said.text()).contains("--only nobody: there is no such mutant");
        assertThat(said.exitCode()).isEqualTo(2);
    }

    private record Said(int exitCode, String text) {}

    private static Said run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int exitCode = MutantsCommand.run(arguments, HOME, out, out);
        return new Said(exitCode, bytes.toString(StandardCharsets.UTF_8));
    }
}
