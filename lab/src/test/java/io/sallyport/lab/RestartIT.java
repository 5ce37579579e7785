package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./sallyport verify restart}, with less of everything, and with a gateway for which it has to fail. */
@Timeout(300)
final class RestartIT {
    @Test
    @Tag("C13.5")
    void flowsGoOnWhenTheGatewayIsKilledAndWhenItIsReplaced() throws Exception {
        try (Launcher verify = Launcher.start(("verify restart --rounds 1 --downloads 8 --flows 40 --sessions 2000"
                        // how fast it is depends on what else this machine does
                        + " --within 60")
                .split(" ", -1))) {
            List<String> lines = verify.readAll();

            Rows rows = Rows.of(lines);
            assertThat(rows.with("FAILED")).as(String.join("\n", lines)).isEmpty();
            for (String after : List.of(
                    "after each kill: ",
                    "after each kill beside ./sallyport standby: ",
                    "after ./sallyport restart: ")) {
                rows.assertHeld(after + "all 8 downloads go on");
                rows.assertHeld(after + "all 40 idle flows answer");
                rows.assertHeld(after + "the far end sees them at the same port");
                rows.assertHeld(after + "no flow changes its mapping");
                rows.assertHeld(after + "every session is back");
                rows.assertHeld(after + "no packet misses its session");
                rows.assertHeld(after + "the ledger balances");
            }
            rows.assertHeld("all 8 downloads are right to the end");
            assertThat(lines.getLast()).matches("verify restart: all \\d+ held, \\d+ s");
            assertThat(verify.exitCode()).isZero();
        }
        assertThat(Traces.find()).isEmpty();
    }

    @Test
    void aGatewayThatForgetsIsFoundOut() throws Exception {
        try (Launcher verify = Launcher.start(
                "verify restart --forget --rounds 1 --downloads 4 --flows 8 --within 60".split(" ", -1))) {
            List<String> lines = verify.readAll();

            assertThat(Rows.of(lines).with("FAILED"))
                    .as(String.join("\n", lines))
                    .extracting(row -> row.replaceFirst("  .*", ""))
                    .contains(
                            "after each kill: all 4 downloads go on",
                            "after each kill: all 8 idle flows answer",
                            "after each kill: the far end sees them at the same port",
                            "after each kill: no flow changes its mapping",
                            "after each kill: every session is back",
                            "after each kill: no packet misses its session",
                            "all 4 downloads are right to the end");
            assertThat(verify.exitCode()).isEqualTo(1);
        }
        assertThat(Traces.find()).isEmpty();
    }
}
