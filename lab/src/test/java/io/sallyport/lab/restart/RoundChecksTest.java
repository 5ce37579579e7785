package io.sallyport.lab.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.lab.report.Finding;
import io.sallyport.lab.traffic.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One round of two that is not as it should be is found, and under its name. */
final class RoundChecksTest {
    private static final String GOOD =
            "first=900000 all=1000000 median=1000000 longest=1500000 going=3 answered=4 same=4";
    private static final Extent EXTENT = new Extent(2, 3, 4, 0, 4, 2, false);

    @Test
    void allHoldsWhereNothingIsLost() {
        assertThat(findings(round(7, 0, 0, "", GOOD))).allMatch(Finding::held);
    }

    @ParameterizedTest
    @CsvSource({
        "going=3, going=2, all 3 downloads go on",
        "answered=4, answered=3, all 4 idle flows answer",
        "same=4, same=3, the far end sees them at the same port",
        "all=1000000, all=2000000, packets flow again within 2 s"
    })
    void whatTrafficSawIsHeldAgainstWhatThereWas(String good, String bad, String row) {
        assertOneFails(round(7, 0, 0, "", GOOD.replace(good, bad)), row);
    }

    @Test
    void aSessionThatIsNotBackIsFound() {
        assertOneFails(round(6, 0, 0, "", GOOD), "every session is back");
    }

    @Test
    void aPacketWithoutASessionIsFound() {
        assertOneFails(round(7, 1, 0, "", GOOD), "no packet misses its session");
    }

    @Test
    void aLedgerThatDoesNotBalanceIsFound() {
        assertOneFails(round(7, 0, 1, "", GOOD), "the ledger balances");
    }

    @Test
    void anotherMappingIsFoundAndTold() {
        assertOneFails(round(7, 0, 0, "udp 10.0.0.2:9: was a, is b", GOOD), "no flow changes its mapping");
    }

    @Test
    void withoutARoundNothingHolds() {
        assertThat(new RoundChecks("each kill", List.of(), EXTENT).findings(7)).noneMatch(Finding::held);
    }

    private static void assertOneFails(Round bad, String row) {
        assertThat(findings(bad).stream().filter(finding -> !finding.held()).map(Finding::what))
                .containsExactly("after each kill: " + row);
    }

    private static List<Finding> findings(Round second) {
        return new RoundChecks("each kill", List.of(round(7, 0, 0, "", GOOD), second), EXTENT).findings(7);
    }

    private static Round round(long restored, long misses, long ledger, String moved, String traffic) {
        return new Round(7, restored, misses, ledger, moved, Outcome.parse("result " + traffic));
    }
}
