package io.sallyport.gate.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.lab.LabException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PathsTest {
    @Test
    void findsTheAddressThatAnswers() {
        try (TestHost host = TestHost.reach("--inside", "env")) {
            assertThat(Paths.toGateway(host, "inside", interfaces("127.0.0.1/8")))
                    .isEqualTo("127.0.0.1");
            assertThat(Paths.source(host, "127.0.0.1", "127.0.0.2")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void saysWhichAddressDoesNotAnswerAndWhatToDo() {
        try (TestHost host = TestHost.reach("--inside", "env")) {
            assertThatThrownBy(() -> Paths.toGateway(host, "inside", interfaces("240.0.0.1/24")))
                    .isInstanceOfSatisfying(
                            LabException.class, e -> assertThat(e.exitCode()).isEqualTo(LabException.ENVIRONMENT))
                    .hasMessageContaining(
                            "the host of --inside does not reach the gateway: ping 240.0.0.1 (port0, link up):")
                    .hasMessageContaining("bring its end up");
        }
    }

    @Test
    void saysWhichRouteIsMissing() {
        try (TestHost host = TestHost.reach("--outside", "unshare --net")) {
            assertThatThrownBy(() -> Paths.source(host, "203.0.113.10", "203.0.113.2"))
                    .hasMessageContaining("the host of --outside has no way to 203.0.113.10")
                    .hasMessageEndingWith("On it: ip route add 203.0.113.10 via 203.0.113.2");
        }
    }

    @Test
    void saysWhatAHostLacks() {
        try (TestHost host = TestHost.reach("--inside", "env")) {
            assertThatThrownBy(() -> Paths.requireTools(host, List.of("sh", "no-such-tool")))
                    .hasMessageContaining("the host of --inside lacks no-such-tool.");
        }
    }

    private static JsonNode interfaces(String inside) {
        return new JsonMapper().readTree("""
                [{"name": "port0", "role": "inside", "address": "%s", "link_up": true},
                 {"name": "port1", "role": "outside", "address": "127.0.0.9/8", "link_up": true}]
                """.formatted(inside));
    }
}
