package io.sallyport.bench.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MeasuredTest {
    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(findings(10, 0, 0, 0, 0)).isEmpty();
        assertThat(Samples.alone().findings()).isEmpty();
    }

    @Test
    void findsWhatCameBackWrong() {
        assertThat(findings(10, 0, 1, 0, 0)).singleElement().asString().contains("1 packets came back wrong");
    }

    @Test
    void findsFlowsThatCouldNotBeOpened() {
        assertThat(findings(9, 0, 0, 0, 0)).singleElement().asString().contains("9 of 10 flows");
    }

    @Test
    void findsALedgerThatDoesNotBalance() {
        assertThat(findings(10, 0, 0, -1, 0)).singleElement().asString().contains("difference is -1");
    }

    @Test
    void findsLossThatNobodyCounted() {
        assertThat(findings(10, 3, 0, 0, 2)).singleElement().asString().contains("3 packets were lost");
        assertThat(findings(10, 3, 0, 0, 3)).isEmpty();
    }

    @Test
    void reportsTheRoundInWhichOthersTookLeastOfTheCpus() {
        Measured disturbed = round(0.5, 0);
        Measured alone = round(0.9, 0);

        assertThat(Measurement.worstOrLeastDisturbed(List.of(disturbed, alone, round(0.7, 0))))
                .isSameAs(alone);
    }

    @Test
    void reportsARoundInWhichSomethingWasWrongBeforeAllOthers() {
        Measured bad = round(0.1, 1);

        assertThat(Measurement.worstOrLeastDisturbed(List.of(round(0.9, 0), bad)))
                .isSameAs(bad);
    }

    private static Measured round(double cpuShare, long wrong) {
        return new Measured(
                "memif-10",
                10,
                new Pace(1, cpuShare, 1),
                new Pace(1, 1, 1),
                Samples.seen(10, 0, wrong),
                9,
                0,
                Map.of(),
                true);
    }

    private static List<String> findings(long opened, long lost, long wrong, long difference, long dropped) {
        Map<String, Long> drops = dropped == 0 ? Map.of() : Map.of("tx_queue_full", dropped);
        return Samples.measured(Samples.seen(opened, lost, wrong), difference, drops)
                .findings();
    }
}
