package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The worst case of RSS with real kernels at both ends, as a person sees it: {@code ./sallyport demo --asymmetry}, run once. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AsymmetryIT {
    private List<String> output = List.of();
    private Rows rows = Rows.of(List.of());
    private int exitCode;

    @BeforeAll
    void run() throws Exception {
        try (Launcher demo = Launcher.start("demo", "--asymmetry")) {
            output = demo.readAll();
            rows = Rows.of(output);
            exitCode = demo.exitCode();
        }
    }

    @Test
    void allHoldsAndTheMachineIsLeftAsItWas() throws Exception {
        assertThat(rows.with("FAILED")).as(String.join("\n", output)).isEmpty();
        assertThat(output.getLast()).matches("asymmetry: all \\d+ held, \\d+ s");
        assertThat(exitCode).isZero();
        assertThat(Traces.find()).isEmpty();
    }

    @Test
    @Tag("C3.8")
    @Tag("C8.6")
    @Tag("C13.3")
    void handsEveryPacketToItsOwnerWhereverItArrives() {
        rows.assertHeld("all packets from inside arrive at worker 0");
        rows.assertHeld("all packets from outside arrive at worker 3");
        rows.assertHeld("both hand over to all others, and all is taken");
    }

    @Test
    @Tag("C3.10")
    @Tag("C3.12")
    @Tag("C8.6")
    void losesNothingForIt() {
        rows.assertHeld("nothing dropped for being busy");
        rows.assertHeld("no packet of an established flow lost in handoff");
        rows.assertHeld("every drop has a reason");
        rows.assertHeld("inside: received = sent less refused by the device");
        rows.assertHeld("outside: received = sent less refused by the device");
        rows.assertHeld("inside: transmitted = seen by the peer");
        rows.assertHeld("outside: transmitted = seen by the peer");
    }

    @Test
    @Tag("C8.6")
    @Tag("C14.3")
    void deliversWholeAndInOrder() {
        rows.assertHeld("iperf3, 4 UDP streams of 5 Mbit/s from inside");
        rows.assertHeld("iperf3, 4 UDP streams of 5 Mbit/s from outside");
        rows.assertHeld("iperf3, 8 TCP streams from inside");
        rows.assertHeld("iperf3, 8 TCP streams from outside");
        rows.assertHeld("8 HTTP downloads of 16 MiB at once");
        rows.assertHeld("500 TCP and UDP flows open meanwhile");
        rows.assertHeld("no damaged packet at either peer");
    }

    @Test
    @Tag("C8.1")
    @Tag("C8.3")
    void createsEachSessionOnceAndOnItsOwner() {
        rows.assertHeld("sessions on every worker");
        rows.assertHeld("no flow has two sessions");
        rows.assertHeld("a session is where its NAT port's slot belongs");
    }

    @Test
    @Tag("C5.5")
    @Tag("C5.10")
    @Tag("C8.2")
    @Tag("C8.4")
    void translatesBothWaysOfAFlowOnItsOwner() {
        rows.assertHeld("both ways of a flow translated by its owner");
    }

    @Test
    @Tag("C8.5")
    @Tag("C10.7")
    void countsHitsAndMissesOfPacketsHandedOver() {
        rows.assertHeld("every packet handed over is a hit or the first of a flow");
    }

    @Test
    @Tag("C10.2")
    @Tag("C10.3")
    @Tag("C14.7")
    void countsWhatBothPeersCount() {
        rows.assertHeld("SNAT packets = packets of the pool that the server saw");
        rows.assertHeld("DNAT packets = packets from outside that the hosts saw");
        rows.assertHeld("ICMP errors translated = ICMP errors that both saw");
    }

    @Test
    @Tag("C10.8")
    @Tag("C10.9")
    @Tag("C10.10")
    void addsUpAtEveryMomentAndInTheEnd() {
        rows.assertHeld("under load every ledger balances");
        rows.assertHeld("under load every total is the sum of the workers");
        rows.assertHeld("totals = sums over workers and interfaces");
        rows.assertHeld("the ledger balances");
    }
}
