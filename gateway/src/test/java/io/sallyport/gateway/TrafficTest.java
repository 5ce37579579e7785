package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What devices count and what workers count is the same, with DPDK's own devices and a kernel's; {@link TrafficProbe} asks. */
@Timeout(300)
final class TrafficTest {
    private static final String REST = """
            routes:
              - {to: 0.0.0.0/0, via: 198.51.100.1}
            nat:
              pools: [{name: public, addresses: [203.0.113.10]}]
              limits: {sessions-per-worker: 10000}
            mode: lab
            workers: {count: 2}
            dpdk: {hugepages: "off"}
            api: {listen: "off"}
            state: {keep-sessions: false}
            """;
    private static final Pattern TOTALS = Pattern.compile("received (\\d+) transmitted (\\d+)");

    @TempDir
    private Path folder = Path.of("target");

    /** The inside device invents frames that are not IPv4, which are bridged; the outside device gives back what it is sent. */
    @Test
    @Tag("C9.2")
    @Tag("C10.10")
    void devicesInMemoryUnderFullLoadCountAsTheWorkersDo() throws Exception {
        String output = probe(List.of(), """
                interfaces:
                  - {port: net_null0, role: inside, address: 10.0.0.1/24}
                  - {port: net_ring1, role: outside, address: 198.51.100.2/24}
                """, "0");

        assertAgree(output, 100_000);
    }

    /** Datagrams from the kernel through two taps, in a network namespace of its own. */
    @Test
    @Tag("C9.2")
    @Tag("C10.10")
    void tapsCountAsTheWorkersDo() throws Exception {
        assumeTrue(mayMakeNamespaces(), "needs root, /dev/net/tun and ip(8)");
        String output = probe(
                List.of("unshare", "--net"),
                """
                interfaces:
                  - {port: net_tap0, devargs: "net_tap0,iface=lan", role: inside, address: 10.77.0.1/24}
                  - {port: net_tap1, devargs: "net_tap1,iface=wan", role: outside, address: 198.51.100.2/24}
                """,
                "20",
                "ip link set lo up",
                "ip addr add 10.77.0.2/24 dev lan",
                "ip link set lan up",
                "ip addr add 198.51.100.1/24 dev wan",
                "ip link set wan up",
                "ip route add default via 10.77.0.1");

        assertAgree(output, 4_000);
    }

    private String probe(List<String> prefix, String interfaces, String... arguments)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), interfaces + REST);
        List<String> all = new ArrayList<>(List.of(file.toString()));
        all.addAll(List.of(arguments));
        JavaProcess.Result result = JavaProcess.run(prefix, TrafficProbe.class, all);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }

    private static void assertAgree(String output, long packets) {
        assertThat(output).contains("least not taken 0, not sent 0, out of balance 0\n");
        assertThat(output.lines().filter(line -> line.startsWith("LedgerInterface[")))
                .as(output)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("notTaken=0,", "notSent=0,", "imissed=0,", "oerrors=0]"));
        Matcher totals = TOTALS.matcher(output);
        assertThat(totals.find()).as(output).isTrue();
        assertThat(Long.parseLong(totals.group(1))).isGreaterThanOrEqualTo(packets);
        assertThat(Long.parseLong(totals.group(2))).isGreaterThanOrEqualTo(packets / 2);
    }

    private static boolean mayMakeNamespaces() throws IOException, InterruptedException {
        return Files.isWritable(Path.of("/dev/net/tun"))
                && new ProcessBuilder("unshare", "--net", "ip", "link")
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }
}
