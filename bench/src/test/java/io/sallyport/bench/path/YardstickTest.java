package io.sallyport.bench.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.bench.path.PathRun.Path;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written in C does what the worker does, else it would be no yardstick. */
class YardstickTest {
    private static final int FLOWS = 40;

    @BeforeAll
    static void nameTheLibrary() {
        System.setProperty(
                Yardstick.PROPERTY,
                java.nio.file.Path.of("target/native/libsallyport_yardstick.so")
                        .toAbsolutePath()
                        .toString());
    }

    static Stream<Arguments> ways() {
        return Stream.of(Ipv4.TCP, Ipv4.UDP)
                .flatMap(protocol -> Stream.of(Direction.OUT, Direction.IN).map(way -> Arguments.of(protocol, way)));
    }

    @ParameterizedTest(name = "protocol {0}, {1}")
    @MethodSource("ways")
    void sendsTheSameFramesAsTheWorker(int protocol, Direction direction) {
        for (int frame : new int[] {Flows.FRAME, Flows.LONGEST_FRAME}) {
            try (PathRun run = new PathRun(protocol, FLOWS, 64, frame)) {
                for (int flow = 0; flow < FLOWS; flow++) {
                    byte[] java = run.through(Path.JAVA, direction, flow, Tcp.ACK);
                    byte[] c = run.through(Path.C, direction, flow, Tcp.ACK);
                    assertThat(c).hasSize(frame).isEqualTo(java);
                }
            }
        }
    }

    @ParameterizedTest(name = "protocol {0}, {1}")
    @MethodSource("ways")
    void bothTakeWhatIsMeasured(int protocol, Direction direction) {
        try (PathRun run = new PathRun(protocol, FLOWS, 16)) {
            assertThat(run.measure(Path.JAVA, direction, 4 * PathRun.BATCH)).isPositive();
            assertThat(run.measure(Path.C, direction, 4 * PathRun.BATCH)).isPositive();
            assertThat(run.measure(Path.C, Direction.BOTH, 4 * PathRun.BATCH)).isPositive();
            assertThat(run.sessions()).isEqualTo(FLOWS);
            assertThat(run.expire()).isPositive();
            assertThat(run.sessions()).isZero();
        }
    }
}
