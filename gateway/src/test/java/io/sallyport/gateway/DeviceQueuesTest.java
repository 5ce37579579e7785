package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What real devices are asked for when a gateway starts, and that it goes on where they refuse. */
@Timeout(300)
@Tag("C13.2")
final class DeviceQueuesTest {
    private static final String RSS = "RSS of ipv4, ipv4-frag, ipv4-tcp, ipv4-udp, ipv4-other";
    private static final String REST = """
            routes:
              - {to: 0.0.0.0/0, via: 198.51.100.1}
            nat:
              pools: [{name: public, addresses: [203.0.113.10]}]
              limits: {sessions-per-worker: 10000}
            mode: lab
            workers: {count: 2}
            api: {listen: "off"}
            state: {keep-sessions: false}
            """;

    @TempDir
    private Path folder = Path.of("target");

    /** The driver says that it would take the rules, and does not: it takes no mask of a port but the full one. */
    @Test
    void tapThatRefusesFlowRulesWorksWithoutThem() throws Exception {
        assumeTrue(mayMakeNamespaces(), "needs root, /dev/net/tun and ip(8)");
        String output = start(List.of("unshare", "--net"), """
                interfaces:
                  - {port: net_null0, devargs: "net_null0,no-rx=1", role: inside, address: 10.0.0.1/24}
                  - {port: net_tap0, devargs: "net_tap0,iface=wan", role: outside, address: 198.51.100.2/24}
                dpdk: {hugepages: "off"}
                """);

        assertThat(output.lines())
                .anySatisfy(line ->
                        assertThat(line).contains("net_null0: 2 queues, RSS").endsWith(" over a table of 128"))
                .anySatisfy(line -> assertThat(line)
                        .contains("net_tap0: 2 queues, " + RSS
                                + "; no flow rules: device net_tap0, TCP ports 1024 to 2047 to queue 0: ")
                        .endsWith("Operation not supported (error 95)"));
    }

    @Test
    void driverWithoutFlowRulesIsNotAskedIfTheyAreOff() throws Exception {
        String interfaces = """
                interfaces:
                  - {port: net_ring0, role: inside, address: 10.0.0.1/24}
                  - {port: net_null1, devargs: "net_null1,no-rx=1", role: outside, address: 198.51.100.2/24}
                dpdk: {hugepages: "off", flow-rules: %s}
                """;

        assertThat(start(List.of(), interfaces.formatted("auto")))
                .contains("net_ring0: 2 queues, no RSS\n")
                .contains(
                        "; no flow rules: device net_null1, TCP ports 1024 to 2047 to queue 0: Function not implemented");
        assertThat(start(List.of(), interfaces.formatted("\"off\"")))
                .contains("net_null1: 2 queues, RSS")
                .doesNotContain("flow rules");
    }

    private String start(List<String> prefix, String interfaces) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), interfaces + REST);
        JavaProcess.Result result = JavaProcess.run(prefix, TrafficProbe.class, List.of(file.toString(), "0"));
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }

    private static boolean mayMakeNamespaces() throws IOException, InterruptedException {
        return Files.isWritable(Path.of("/dev/net/tun"))
                && new ProcessBuilder("unshare", "--net", "true").start().waitFor() == 0;
    }
}
