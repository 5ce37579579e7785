package io.sallyport.verify.torn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions after a death between any two stores, and after damage: small doses of both proofs. */
@Tag("C13.5")
class TornTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private PrintStream out() {
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void killedBetweenAnyTwoStoresAGatewayLosesAtMostTheRecordThatItWrites() {
        assertThat(TornCommand.run(new String[] {"--cases", "160", "--seed", "500", "--threads", "1"}, out(), out()))
                .as(said())
                .isEqualTo(ExitCode.GOOD);
        assertThat(said())
                .contains("sessions begun", "sessions ended", "mappings begun", "mappings ended", "dealt out anew")
                .contains("while taking over", "sessions talked to")
                .doesNotContain(" begun 0,", " ended 0,");
        assertThat(said().lines().toList().getLast())
                .startsWith("torn: 160 cases, 1 threads, ")
                .endsWith("no finding, seed=500");
    }

    @Test
    void ofDamagedRecordsNoneIsBelievedAndAllAreCounted() {
        assertThat(CorruptionCommand.run(
                        new String[] {"--cases", "300", "--seed", "500", "--threads", "1"}, out(), out()))
                .as(said())
                .isEqualTo(ExitCode.GOOD);
        assertThat(said())
                .contains("damaged ", "implausible ", "duplicate ", "mapping_lost ", "expired ")
                .doesNotContain("damaged 0", "duplicate 0", "mapping_lost 0");
        assertThat(said().lines().toList().getLast()).startsWith("corruption: 300 cases");
    }

    @Test
    void aStoryIsTheSameEachTimeItIsTold() throws InterruptedException {
        assertThat(told()).isEqualTo(told());
    }

    private static String told() throws InterruptedException {
        Stories stories = new Stories(new TornStory(), 9, 20, 1);
        assertThat(stories.run(cases -> {})).isNull();
        return stories.tally().line("deaths") + stories.tally().line("sessions");
    }

    @ParameterizedTest
    @CsvSource({"--cases, 0", "--threads, 65", "--seed, some"})
    void wrongUseEndsWithALineThatSaysWhatIsAllowed(String option, String value) {
        String[] arguments = {option, value};
        assertThat(TornCommand.run(arguments, out(), out())).isEqualTo(ExitCode.WRONG_USE);
        assertThat(CorruptionCommand.run(arguments, out(), out())).isEqualTo(ExitCode.WRONG_USE);
        assertThat(said()).contains(value).doesNotContain("Exception");
    }
}
