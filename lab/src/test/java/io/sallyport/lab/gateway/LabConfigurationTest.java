package io.sallyport.lab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.PortType;
import io.sallyport.lab.net.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LabConfigurationTest {
    @ParameterizedTest
    @EnumSource
    void leavesTheExampleAsItIsForTapPorts(Example example) throws IOException {
        assertThat(LabConfiguration.adapt(read(example), PortType.TAP)).isEqualTo(read(example));
    }

    static Stream<Arguments> examplesAndTypes() {
        return Arrays.stream(Example.values())
                .flatMap(example -> Arrays.stream(PortType.values()).map(type -> Arguments.of(example, type)));
    }

    @ParameterizedTest
    @MethodSource("examplesAndTypes")
    void namesThePortsOfTheTypeAndNoOthers(Example example, PortType type) throws IOException {
        String adapted = LabConfiguration.adapt(read(example), type);

        for (Link link : Link.values()) {
            String port = "port: %s, devargs: \"%s\"".formatted(type.portName(link), type.devargs(link));
            assertThat(adapted).containsOnlyOnce(port);
        }
        assertThat(adapted).containsOnlyOnce("count: " + type.queues());
        assertThat(adapted.lines().filter(line -> line.contains("devargs: "))).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void usesTheAddressesOfTheTopology(Example example) throws IOException {
        assertThat(read(example))
                .contains(
                        "address: %s/24".formatted(Topology.GATEWAY_INSIDE),
                        "address: %s/24".formatted(Topology.GATEWAY_OUTSIDE),
                        "via: " + Topology.SERVER,
                        "127.0.0.1:" + Topology.API_PORT);
    }

    @Test
    void keepsSessionsWhereTheLabRemovesThemUnlessTheGatewayIsToForget() throws IOException {
        String restart = read(Example.RESTART);

        assertThat(restart).contains("directory: %s, keep-sessions: true".formatted(RunFiles.sessions()));
        assertThat(LabConfiguration.forgetful(restart)).contains("keep-sessions: false");
        assertThat(LabConfiguration.withRoomFor(restart, 1_200_000)).contains("sessions-per-worker: 1200000}");
    }

    private static String read(Example example) throws IOException {
        return Files.readString(
                Path.of("../examples/%s.yaml".formatted(example.name().toLowerCase(Locale.ROOT))));
    }
}
