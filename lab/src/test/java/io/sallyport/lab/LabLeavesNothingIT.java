package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However a lab ends, the machine is as it was. */
@Timeout(180)
final class LabLeavesNothingIT {
    @Test
    void afterSigtermInTheMiddleOfTheDemo() throws Exception {
        try (Launcher demo = Launcher.start("demo", "--quick")) {
            demo.readUntil(line -> line.contains("UDP echo ..."));
            assertThat(Traces.find()).isNotEmpty();

            demo.terminate();

            demo.readAll();
            assertThat(demo.exitCode()).isNotZero();
        }
        assertThat(Traces.find()).isEmpty();
    }

    @Test
    void afterLabDownThatFollowsACrash() throws Exception {
        try (Launcher demo = Launcher.start("demo", "--quick")) {
            demo.readUntil(line -> line.contains("UDP echo ..."));
            demo.crash();
        }
        assertThat(Traces.find()).isNotEmpty();

        try (Launcher down = Launcher.start("lab", "down")) {
            assertThat(down.readAll()).contains("the lab is gone");
            assertThat(down.exitCode()).isZero();
        }
        assertThat(Traces.find()).isEmpty();
    }

    @Test
    void whenThereWasNoLab() throws Exception {
        try (Launcher down = Launcher.start("lab", "down")) {
            assertThat(down.readAll()).contains("there was no lab");
            assertThat(down.exitCode()).isZero();
        }
    }

    @Test
    void andLeavesALabAloneThatAnotherProcessUses() throws Exception {
        try (Launcher first = Launcher.start("demo", "--quick")) {
            first.readUntil(line -> line.contains("the server answers"));
            List<String> traces = Traces.find();

            try (Launcher second = Launcher.start("demo", "--quick")) {
                assertThat(String.join("\n", second.readAll())).contains("/run/sallyport-lab.lock");
                assertThat(second.exitCode()).isEqualTo(3);
            }

            assertThat(Traces.find()).containsAll(traces);
            first.terminate();
            first.readAll();
        }
        assertThat(Traces.find()).isEmpty();
    }

    @Test
    void exceptWhatWasToBeKept() throws Exception {
        try (Launcher up = Launcher.start("lab", "up")) {
            assertThat(String.join("\n", up.readAll())).contains("./sallyport lab down");
            assertThat(up.exitCode()).isZero();
        }
        try (Launcher demo = Launcher.start("demo")) {
            assertThat(String.join("\n", demo.readAll())).contains("a lab is up already");
            assertThat(demo.exitCode()).isEqualTo(3);
        }
        try (Launcher ping = Launcher.start("lab", "exec", "client", "ping", "-c", "1", "192.0.2.10")) {
            assertThat(String.join("\n", ping.readAll())).contains("1 received");
        }
        try (Launcher down = Launcher.start("lab", "down")) {
            assertThat(down.readAll()).contains("the lab is gone");
        }
        assertThat(Traces.find()).isEmpty();
    }
}
