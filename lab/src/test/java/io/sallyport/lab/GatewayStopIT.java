package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sallyport.lab.gateway.Example;
import io.sallyport.lab.gateway.GatewayProcess;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.PortType;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.traffic.LongFlows;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIGTERM while packets flow. */
@Timeout(180)
final class GatewayStopIT {
    private static final String ENDLESS = "http://192.0.2.10/content?seed=1&bytes=1000000000000";

    @Test
    void endsWithinTwoSecondsUnderLoadAndLeavesNothing() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may make network namespaces");
        Progress progress = new Progress(System.out);
        try (Lab lab = new Lab(PortType.TAP, Example.LAB, progress)) {
            lab.up();
            try (Program flows = startFlows()) {
                flows.awaitLine("open", Duration.ofSeconds(60));
                Process download = startDownload();
                requireProgress(download);

                GatewayProcess gateway = lab.gateway();
                GatewayProcess.Ending ending = lab.stopGateway();

                assertThat(download.isAlive()).as("the download was under way").isTrue();
                assertThat(ending.exitCode()).as(gateway.tail()).isZero();
                assertThat(ending.took()).isLessThan(Duration.ofSeconds(2));
                assertThat(ending.lastLine()).startsWith("ledger");
            }
        }
        assertThat(Traces.find()).isEmpty();
    }

    private static Program startFlows() {
        return Program.start(
                Namespace.CLIENT,
                LongFlows.class,
                "40",
                String.join(",", Topology.hosts()),
                String.join(",", Topology.internet()));
    }

    private static Process startDownload() throws IOException {
        List<String> curl = Namespace.CLIENT.inside(List.of("curl", "-sS", ENDLESS));
        return new ProcessBuilder(curl)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void requireProgress(Process download) throws IOException {
        int enough = 4 << 20;
        assertThat(download.getInputStream().readNBytes(enough)).hasSize(enough);
        Thread.ofPlatform().daemon().start(() -> drain(download));
    }

    private static void drain(Process download) {
        try (var input = download.getInputStream()) {
            input.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            assertThat(download.isAlive()).as(e.toString()).isFalse();
        }
    }
}
