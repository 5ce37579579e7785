package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Wrong use of {@code demo} and {@code lab}: exit code 2, and the words that are allowed. */
@Timeout(60)
final class LauncherIT {
    @Test
    void namesPortTypesThatThereAre() throws Exception {
        try (Launcher demo = Launcher.start("demo", "--ports", "carrier-pigeon")) {
            assertThat(String.join("\n", demo.readAll())).contains("carrier-pigeon", "tap", "af_xdp", "af_packet");
            assertThat(demo.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void saysWhatAFreshMachineNeedsToKnowWithoutBuilding() throws Exception {
        try (Launcher help = Launcher.start("help")) {
            assertThat(String.join("\n", help.readAll())).contains("demo", "test", "run -c FILE", "Exit codes: 0");
            assertThat(help.exitCode()).isZero();
        }
    }
}
