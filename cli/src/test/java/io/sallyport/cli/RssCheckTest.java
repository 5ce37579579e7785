package io.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.api.DeviceStats;
import io.sallyport.api.InterfaceInfo;
import io.sallyport.api.Interfaces;
import io.sallyport.api.QueueChoice;
import io.sallyport.api.WorkerPackets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("C13.2")
@Timeout(60)
final class RssCheckTest {
    private static final Interfaces BEFORE = answer(1_000, 1_000, 1_000, 1_000);

    @Test
    void showsSharesOfEachQueueAndWhatTheDeviceDoes() {
        RssCheck check = RssCheck.of(BEFORE, answer(1_100, 1_100, 1_120, 1_080), 10);

        assertThat(check.good()).isTrue();
        assertThat(check.text()).isEqualTo("""
                0000:3b:00.1, outside, driver net_ixgbe
                  spreads            ipv4 ipv4-tcp ipv4-udp
                  asked for, lacks   ipv4-frag
                  key                40 bytes, its driver's own
                  table              128 entries, filled evenly
                  flow rules         14
                QUEUE  WORKER  PACKETS  SHARE  HANDED OFF
                    0       0      100    25%         50%
                    1       1      100    25%         50%
                    2       2      120    30%         50%
                    3       3       80    20%         50%
                even: the busiest queue has 1.2 times its fair share; 50% of the packets came in at a worker that does not own them

                check-rss: every queue brought packets, 10 s
                """);
    }

    @Test
    void saysNoIfAQueueBroughtNothing() {
        RssCheck check = RssCheck.of(BEFORE, answer(1_400, 1_000, 1_002, 1_000), 10);

        assertThat(check.good()).isFalse();
        assertThat(check.text())
                .contains("uneven: the busiest queue has 3.98 times its fair share")
                .endsWith(
                        "check-rss: 0000:3b:00.1: nothing came in on queue 1, 3: unless all packets were of a few flows,"
                                + " the device does not spread them, 10 s\n");
    }

    @Test
    void saysNoIfThereWasNoTrafficToTellBy() {
        assertThat(RssCheck.of(BEFORE, BEFORE, 10))
                .satisfies(check -> assertThat(check.good()).isFalse())
                .extracting(RssCheck::text)
                .asString()
                .contains("\nnothing came in\n", "0 packets are too few to tell");
        assertThat(RssCheck.of(BEFORE, answer(1_060, 1_000, 1_003, 1_000), 10).text())
                .contains("63 packets are too few to tell");
        assertThat(RssCheck.of(BEFORE, answer(1_061, 1_000, 1_003, 1_000), 10).text())
                .contains("nothing came in on queue 1, 3");
    }

    @Test
    void saysThatTheGatewayWasStartedAnewMeanwhile() {
        RssCheck check = RssCheck.of(BEFORE, answer(10, 10, 10, 10), 10);

        assertThat(check.good()).isFalse();
        assertThat(check.text()).contains("0000:3b:00.1: the gateway was started anew meanwhile, try again");
    }

    @Test
    void asksARunningGatewayTwice() {
        try (CannedGateway gateway = new CannedGateway()) {
            CommandRun run = CommandRun.of("check-rss", "--seconds", "1", "--api", gateway.url());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out())
                    .contains("net_af_packet0, inside", "0000:3b:00.1, outside", "too few to tell", ", 1 s\n");
            assertThat(gateway.asked()).isEqualTo("/v1/interfaces");
        }
    }

    @Test
    void refusesATimeThatIsNone() {
        CommandRun run = CommandRun.of("check-rss", "--seconds", "0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("sallyport: --seconds is 0; allowed are 1 to 3600\n");
        assertThat(CommandRun.of("check-rss", "--help").out()).contains("--seconds=N", "--api=URL");
    }

    private static Interfaces answer(long... packets) {
        List<WorkerPackets> workers = new ArrayList<>();
        for (int worker = 0; worker < packets.length; worker++) {
            workers.add(new WorkerPackets(worker, packets[worker], 0, packets[worker] / 2));
        }
        QueueChoice choice =
                new QueueChoice(List.of("ipv4", "ipv4-tcp", "ipv4-udp"), List.of("ipv4-frag"), 40, 128, 14, List.of());
        return new Interfaces(List.of(new InterfaceInfo(
                "0000:3b:00.1",
                "outside",
                "198.51.100.2/24",
                "02:00:00:00:00:02",
                1500,
                true,
                10_000,
                "net_ixgbe",
                List.of(),
                packets.length,
                choice,
                0.5,
                new DeviceStats(0, 0, 0, 0, 0, 0, 0, 0),
                workers)));
    }
}
