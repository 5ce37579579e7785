package io.sallyport.bench.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DriverCaseTest {
    private static final Path FOLDER = Path.of("/tmp/x");

    @Test
    void namesCasesByWhatTheyAre() {
        assertThat(DriverCase.all().stream().map(DriverCase::name))
                .containsExactly(
                        "memif-1",
                        "memif-10k",
                        "memif-1M",
                        "memif-10k-both",
                        "memif-10k-both-tcp",
                        "memif-10k-512",
                        "memif-10k-1514",
                        "memif-10k-mix",
                        "vhost-10k",
                        "null");
    }

    @Test
    void runsNoCaseQuicklyThatItDoesNotHave() {
        assertThat(DriverCase.all()).containsAll(DriverCase.quick());
    }

    @Test
    void givesBothEndsOfAWireTheSameSocketAndTheTwoWiresDifferentOnes() {
        for (Wire wire : List.of(Wire.MEMIF, Wire.VHOST)) {
            assertThat(wire.serverArguments(0, FOLDER, 1)).contains("/tmp/x/inside.sock");
            assertThat(wire.clientArguments(0, FOLDER, 1)).contains("/tmp/x/inside.sock");
            assertThat(wire.serverArguments(1, FOLDER, 1)).contains("/tmp/x/outside.sock");
            assertThat(wire.clientArguments(1, FOLDER, 1)).contains("/tmp/x/outside.sock");
        }
    }

    @Test
    void hasRoomForEveryFlowInTheGatewaysTable() {
        String configuration =
                GatewayConfiguration.of(new DriverCase(Wire.MEMIF, 1_000_000, false, false), FOLDER, List.of(4, 3));

        assertThat(configuration)
                .contains(
                        "workers: {count: 2, cores: [4, 3]}",
                        "sessions-per-worker: 1250000",
                        "port: net_memif0, devargs: \"net_memif0,role=server,socket=/tmp/x/inside.sock,");
    }
}
