package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** More new flows than the gateway can take, for a short time: {@code ./sallyport demo --overload --seconds 12}, run once. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OverloadIT {
    private List<String> output = List.of();
    private Rows rows = Rows.of(List.of());
    private int exitCode;

    @BeforeAll
    void run() throws Exception {
        try (Launcher demo = Launcher.start("demo", "--overload", "--seconds", "12")) {
            output = demo.readAll();
            rows = Rows.of(output);
            exitCode = demo.exitCode();
        }
    }

    @Test
    void allHoldsAndTheMachineIsLeftAsItWas() throws Exception {
        assertThat(rows.with("FAILED")).as(String.join("\n", output)).isEmpty();
        assertThat(output.getLast()).matches("overload: all \\d+ held, \\d+ s");
        assertThat(exitCode).isZero();
        assertThat(Traces.find()).isEmpty();
    }

    @Test
    @Tag("C3.10")
    @Tag("C9.3")
    @Tag("C14.3")
    void keepsDownloadsGoingThatWereThereBefore() {
        rows.assertHeld("the flood is more than the gateway can take");
        rows.assertHeld("each of 20 downloads goes on in every 5 s");
        rows.assertHeld("no download is broken or damaged");
        rows.assertHeld("no packet of an established flow lost in handoff");
    }

    @Test
    @Tag("C9.1")
    @Tag("C9.2")
    @Tag("C9.5")
    @Tag("C14.5")
    void countsEachFlowThatItRefusesUnderAReason() {
        rows.assertHeld("only new flows are refused, each for a reason");
        rows.assertHeld("every new flow got a session or a reason");
        rows.assertHeld("inside: received = sent less refused by the device");
        rows.assertHeld("outside: transmitted = seen by the peer");
    }

    @Test
    @Tag("C10.10")
    void addsUpMeanwhileAndAfterwards() {
        rows.assertHeld("under load every ledger balances");
        rows.assertHeld("under load every total is the sum of the workers");
        rows.assertHeld("the ledger balances");
    }

    @Test
    @Tag("C12.2")
    void needsNoMoreMemoryAndServesOthersAfterwards() {
        rows.assertHeld("the gateway's memory stays as it is");
        rows.assertHeld("a new flow of a host that did not flood");
    }
}
