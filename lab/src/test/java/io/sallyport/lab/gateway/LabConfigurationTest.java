package io.sallyport.lab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.PortType;
import io.sallyport.lab.net.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LabConfigurationTest {
    private String example = "";

    @BeforeEach
    void read() throws IOException {
        example = Files.readString(Path.of("../examples/lab.yaml"));
    }

    @Test
    void leavesTheExampleAsItIsForTapPorts() {
        assertThat(LabConfiguration.adapt(example, PortType.TAP)).isEqualTo(example);
    }

    @ParameterizedTest
    @EnumSource
    void namesThePortsOfTheTypeAndNoOthers(PortType type) {
        String adapted = LabConfiguration.adapt(example, type);

        for (Link link : Link.values()) {
            String port = "port: %s, devargs: \"%s\"".formatted(type.portName(link), type.devargs(link));
            assertThat(adapted).containsOnlyOnce(port);
        }
        assertThat(adapted).containsOnlyOnce("count: " + type.queues());
        assertThat(adapted.lines().filter(line -> line.contains("devargs: "))).hasSize(2);
    }

    @Test
    void usesTheAddressesOfTheTopology() {
        assertThat(example)
                .contains(
                        "address: %s/24".formatted(Topology.GATEWAY_INSIDE),
                        "address: %s/24".formatted(Topology.GATEWAY_OUTSIDE),
                        "via: " + Topology.SERVER,
                        "127.0.0.1:" + Topology.API_PORT);
    }
}
