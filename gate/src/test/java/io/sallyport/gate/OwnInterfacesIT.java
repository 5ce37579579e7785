package io.sallyport.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.net.Commands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./sallyport gate --config} on the two cables of docs/getting-started.md. */
@Timeout(240)
final class OwnInterfacesIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final List<String> CABLES = List.of(
            "netns add home",
            "netns add internet",
            "link add home-gw type veth peer name eth0 netns home",
            "link add internet-gw type veth peer name eth0 netns internet",
            "link set home-gw addrgenmode none up",
            "link set internet-gw addrgenmode none up",
            "-n home addr add 10.1.0.2/24 dev eth0",
            "-n home link set eth0 up",
            "-n home route add default via 10.1.0.1",
            "-n internet addr add 203.0.113.1/24 dev eth0",
            "-n internet link set eth0 up",
            "netns exec home ethtool -K eth0 tx off",
            "netns exec internet ethtool -K eth0 tx off");

    @BeforeAll
    static void makeCables() {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may make network namespaces");
        CABLES.forEach(line -> Commands.run(("ip " + line).split(" ", -1)));
    }

    @AfterAll
    static void removeCables() {
        Commands.attempt(LIMIT, "ip", "netns", "delete", "home");
        Commands.attempt(LIMIT, "ip", "netns", "delete", "internet");
    }

    @Test
    void passesWhatTwoHostsCanShow() throws Exception {
        Process process = new ProcessBuilder(
                        RunFiles.home().resolve("sallyport").toString(),
                        "gate",
                        "--json",
                        "--config",
                        "examples/getting-started.yaml",
                        "--inside",
                        "ip netns exec home",
                        "--outside",
                        "ip netns exec internet")
                .directory(RunFiles.home().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

        JsonNode report = new JsonMapper().readTree(output);
        long probed = report.path("boxes")
                .valueStream()
                .filter(box -> box.path("ground").asString().equals("probe"))
                .count();
        assertThat(report.path("others")).as(output).isEmpty();
        assertThat(report.path("boxes")
                        .valueStream()
                        .filter(box -> box.path("verdict").asString().equals("FAIL")
                                && box.path("ground").asString().equals("probe")))
                .isEmpty();
        assertThat(probed).isGreaterThanOrEqualTo(80);
        assertThat(report.path("machine_reasons").toString()).contains("devices of net_af_packet");
        assertThat(process.exitValue()).as("no card, so C13.2 is open").isEqualTo(1);
    }
}
