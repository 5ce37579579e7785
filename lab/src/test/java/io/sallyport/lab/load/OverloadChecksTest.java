package io.sallyport.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.lab.report.Finding;
import io.sallyport.lab.traffic.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class OverloadChecksTest {
    private static final PeerCounters.Seen NOTHING = new PeerCounters.Seen(0, 0, 0, 0, 0);
    private static final Outcome FLOOD = new Outcome(Map.of("sent", 40L, "refused", 0L, "millis", 1_000L));

    private long refusedByDevice = 30;

    @Test
    void acceptThreeTimesTooMuch() {
        assertThat(findings(new Numbers())).hasSize(3).allMatch(Finding::held);
    }

    @Test
    @Tag("C9.5")
    void acceptNewFlowsRefusedForAReason() {
        Numbers numbers = new Numbers()
                .with("workers", "\"handoff_ring_full_new\": 0", "\"handoff_ring_full_new\": 5")
                .with("workers", "\"no_port\": 0", "\"no_port\": 2")
                .with("counters", "\"session_miss\": 4", "\"session_miss\": 6");

        assertThat(findings(numbers)).allMatch(Finding::held);
    }

    @Test
    void refuseAFloodThatIsNone() {
        refusedByDevice = 10;

        assertRefused(new Numbers(), "the flood is more than the gateway can take");
    }

    @Test
    @Tag("C9.3")
    void refuseADroppedPacketOfAnEstablishedFlow() {
        String reason = "\"handoff_ring_full_established\": ";
        assertRefused(
                new Numbers().with("workers", reason + "0", reason + "1"),
                "only new flows are refused, each for a reason");
    }

    @Test
    @Tag("C9.2")
    void refuseANewFlowThatGotNeitherASessionNorAReason() {
        assertRefused(
                new Numbers().with("counters", "\"session_miss\": 4", "\"session_miss\": 5"),
                "every new flow got a session or a reason");
    }

    private void assertRefused(Numbers numbers, String what) {
        assertThat(findings(numbers))
                .filteredOn(finding -> !finding.held())
                .extracting(Finding::what)
                .containsExactly(what);
    }

    private List<Finding> findings(Numbers numbers) {
        PeerCounters.Seen offered = new PeerCounters.Seen(0, 0, 0, 40, refusedByDevice);
        Moment before = new Moment(Reading.of(Numbers.atStart()::answer), NOTHING, NOTHING);
        Moment after = new Moment(Reading.of(numbers::answer), offered, NOTHING);
        return new OverloadChecks(new Change(before, after)).findings(FLOOD);
    }
}
