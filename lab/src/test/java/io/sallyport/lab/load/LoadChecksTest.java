package io.sallyport.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.lab.report.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each row says no to a gateway whose numbers are wrong in one place. */
final class LoadChecksTest {
    private static final PeerCounters.Seen NOTHING = new PeerCounters.Seen(0, 0, 0, 0, 0);
    private static final PeerCounters.Seen TEN_EACH_WAY = new PeerCounters.Seen(10, 10, 0, 13, 3);

    private PeerCounters.Seen inside = TEN_EACH_WAY;
    private PeerCounters.Seen outside = TEN_EACH_WAY;

    @Test
    void acceptNumbersThatAddUp() {
        assertThat(findings(new Numbers())).hasSizeGreaterThan(15).allMatch(Finding::held);
    }

    @Test
    @Tag("C8.3")
    void refuseTwoSessionsOfOneFlow() {
        assertRefused(
                new Numbers().with("sessions?limit=10000", "\"inside_port\": 21504", "\"inside_port\": 1024"),
                "no flow has two sessions");
    }

    @Test
    @Tag("C8.1")
    void refuseASessionOnAWorkerThatDoesNotOwnItsSlot() {
        Numbers numbers = new Numbers().with("sessions?limit=10000", "\"slot\": 21", "\"slot\": 1");
        assertRefused(numbers, "a session is where its NAT port's slot belongs");
    }

    @Test
    @Tag("C8.2")
    void refuseAPacketThatAnotherWorkerTranslated() {
        Numbers numbers = new Numbers()
                .with("sessions?limit=10000", "\"packets_out\": 2", "\"packets_out\": 3")
                .with(
                        "sessions?limit=10000",
                        "\"packets_out\": 3, \"packets_in\": 3",
                        "\"packets_out\": 2, \"packets_in\": 3");
        assertRefused(numbers, "both ways of a flow translated by its owner");
    }

    @Test
    @Tag("C3.8")
    void refuseAPacketThatArrivedElsewhere() {
        Numbers numbers = new Numbers()
                .with("interfaces", "\"rx_packets\": 10", "\"rx_packets\": 9")
                .with("interfaces", "\"worker\": 1, \"rx_packets\": 0", "\"worker\": 1, \"rx_packets\": 1");
        assertRefused(numbers, "all packets from inside arrive at worker 0");
    }

    @Test
    @Tag("C3.10")
    void refuseAPacketThatItsOwnerNeverTook() {
        assertRefused(
                new Numbers().with("handoff", "\"dequeued\": 3", "\"dequeued\": 2"),
                "both hand over to all others, and all is taken");
    }

    @Test
    @Tag("C8.5")
    void refuseAPacketHandedOverThatIsNeitherHitNorMiss() {
        assertRefused(
                new Numbers().with("workers", "\"xworker_hit\": 5", "\"xworker_hit\": 4"),
                "every packet handed over is a hit or the first of a flow");
    }

    @Test
    @Tag("C8.6")
    void refuseADropForBeingBusy() {
        assertRefused(
                new Numbers().with("workers", "\"tx_queue_full\": 0", "\"tx_queue_full\": 1"),
                "nothing dropped for being busy");
    }

    @Test
    @Tag("C10.2")
    void refuseAPacketOfThePoolThatWasNotCounted() {
        outside = new PeerCounters.Seen(10, 11, 0, 13, 3);
        assertRefused(new Numbers(), "SNAT packets = packets of the pool that the server saw");
    }

    @Test
    @Tag("C10.3")
    void refuseAPacketFromOutsideThatWasNotCounted() {
        inside = new PeerCounters.Seen(10, 9, 0, 13, 3);
        assertRefused(new Numbers(), "DNAT packets = packets from outside that the hosts saw");
    }

    @Test
    void refuseAPacketThatVanishedBetweenDeviceAndGateway() {
        inside = new PeerCounters.Seen(10, 10, 0, 13, 2);
        assertRefused(new Numbers(), "inside: received = sent less refused by the device");
    }

    @Test
    void refuseATransmittedPacketThatNobodySaw() {
        outside = new PeerCounters.Seen(9, 10, 0, 13, 3);
        assertRefused(new Numbers(), "outside: transmitted = seen by the peer");
    }

    @Test
    @Tag("C10.9")
    void refuseATotalThatIsNotTheSum() {
        assertRefused(
                new Numbers().with("counters", "\"session_miss\": 4", "\"session_miss\": 5"),
                "totals = sums over workers and interfaces");
    }

    private void assertRefused(Numbers numbers, String what) {
        assertThat(findings(numbers))
                .filteredOn(finding -> !finding.held())
                .extracting(Finding::what)
                .containsExactly(what);
    }

    private List<Finding> findings(Numbers numbers) {
        Moment before = new Moment(Reading.of(Numbers.atStart()::answer), NOTHING, NOTHING);
        Moment after = new Moment(Reading.of(numbers::answer), inside, outside);
        Change change = new Change(before, after);
        List<Finding> findings = new ArrayList<>(new HandoffChecks(change).findings(0, 3));
        findings.addAll(new OwnershipChecks(after.gateway(), Reading.sessions(numbers::answer)).findings());
        findings.addAll(new PeerAgreement(change).findings());
        return findings;
    }
}
