package io.sallyport.gate.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Commands;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two hosts that are both this machine: without a gateway between, everybody sees everything as it is. */
final class TestHostTest {
    private static final String HERE = "127.0.0.1";

    @Test
    void flowsGoOnAndAreSeenAsTheyAre() {
        try (TestHost host = TestHost.reach("--inside", "env")) {
            JsonNode serving = host.sure("serve", Map.of());
            List<HostStand.Flow> opened = HostStand.Flow.of(host.sure(
                    "open",
                    Map.of(
                            "name",
                            "all",
                            "to",
                            HERE,
                            "udp",
                            5,
                            "udp_ports",
                            serving.path("udp"),
                            "tcp",
                            2,
                            "tcp_port",
                            serving.path("tcp"))));

            assertThat(opened)
                    .hasSize(7)
                    .allSatisfy(flow -> assertThat(flow.seen()).isEqualTo(HERE + ":" + flow.port()));
            assertThat(HostStand.Flow.of(host.sure("ask", Map.of("name", "all"))))
                    .isEqualTo(opened);
        }
    }

    @Test
    void countsDatagramsOnBothSides() {
        try (TestHost host = TestHost.reach("--inside", "env")) {
            JsonNode serving = host.sure("serve", Map.of());
            host.sure(
                    "open",
                    Map.of(
                            "name",
                            "x",
                            "to",
                            HERE,
                            "udp",
                            3,
                            "udp_ports",
                            serving.path("udp"),
                            "tcp",
                            0,
                            "tcp_port",
                            9));
            long before = host.sure("heard", Map.of()).path("datagrams").asLong();

            JsonNode burst = host.sure("burst", Map.of("name", "x", "times", 10));

            assertThat(burst.path("sent").asLong()).isEqualTo(30);
            assertThat(burst.path("received").asLong()).isEqualTo(30);
            assertThat(host.sure("heard", Map.of()).path("datagrams").asLong() - before)
                    .isEqualTo(30);
        }
    }

    @Test
    void noticesStrangersThatGetIn() {
        try (TestHost host = TestHost.reach("--inside", "env")) {
            JsonNode serving = host.sure("serve", Map.of());
            int port = HostStand.Flow.of(host.sure(
                            "open",
                            Map.of(
                                    "name",
                                    "x",
                                    "to",
                                    HERE,
                                    "udp",
                                    1,
                                    "udp_ports",
                                    serving.path("udp"),
                                    "tcp",
                                    0,
                                    "tcp_port",
                                    9)))
                    .getFirst()
                    .port();

            host.sure("send", Map.of("to", HERE, "port", port, "times", 4));
            host.sure("send", Map.of("to", HERE, "port", port, "times", 3, "echo", 1));

            assertThat(host.sure("arrived", Map.of("name", "x")).path("arrived").asLong())
                    .isEqualTo(7);
            assertThat(knock(host, serving.path("tcp").asInt())).isEqualTo(5);
            assertThat(knock(host, host.sure("free", Map.of()).path("port").asInt()))
                    .as("refused is answered too")
                    .isEqualTo(5);
        }
    }

    @Test
    void hearsOfAClosedPort() {
        try (TestHost host = TestHost.reach("--inside", "env")) {
            JsonNode serving = host.sure("serve", Map.of());
            int closed = host.sure("free", Map.of()).path("port").asInt();

            assertThat(refused(host, closed)).isTrue();
            assertThat(refused(host, serving.path("udp").path(0).asInt())).isFalse();
        }
    }

    @Test
    void transfersAreComparedByDigest() {
        try (TestHost host = TestHost.reach("--inside", "env")) {
            JsonNode serving = host.sure("serve", Map.of());
            String base = "http://%s:%d/".formatted(HERE, serving.path("http").asInt());
            String digest = host.sure("content", Map.of("bytes", 1_000_003))
                    .path("sha256")
                    .asString();

            JsonNode down = host.order("download", Map.of("url", base + "1000003", "times", 2));
            JsonNode up = host.order("upload", Map.of("url", base, "bytes", 1_000_003));
            JsonNode nobody = host.order("download", Map.of("url", base + "nothing", "times", 1));

            assertThat(down.path("digests"))
                    .hasSize(2)
                    .allSatisfy(one -> assertThat(one.asString()).isEqualTo(digest));
            assertThat(up.path("digests").path(0).asString()).isEqualTo(digest);
            assertThat(down.path("error").asString() + up.path("error").asString())
                    .isEmpty();
            assertThat(nobody.path("error").asString()).isNotEmpty();
        }
    }

    @Test
    void runsCommandsAndTellsHowTheyEnd() {
        try (TestHost host = TestHost.reach("--inside", "env")) {
            assertThat(host.run(5, "sh", "-c", "echo out; echo err >&2; exit 3"))
                    .isEqualTo(new Commands.Outcome(3, "out\nerr\n"));
            assertThat(host.run(1, "sleep", "9").good()).isFalse();
            assertThatThrownBy(() -> host.run(5, "no-such-command"))
                    .hasMessageContaining("--inside")
                    .hasMessageContaining("no-such-command");
        }
    }

    @Test
    void saysWhichPrefixDoesNotRun() {
        assertThatThrownBy(() -> TestHost.reach("--outside", "false"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("--outside: `false python3 --version` ended with status 1");
        assertThatThrownBy(() -> TestHost.reach("--outside", "no-such-command host"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("no-such-command");
    }

    private static long knock(TestHost host, int port) {
        return host.sure("knock", Map.of("to", HERE, "port", port, "times", 5))
                .path("answered")
                .asLong();
    }

    private static boolean refused(TestHost host, int port) {
        return host.sure("closed", Map.of("to", HERE, "port", port))
                .path("refused")
                .asBoolean();
    }
}
