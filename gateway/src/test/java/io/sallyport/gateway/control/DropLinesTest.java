package io.sallyport.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("C9.4")
final class DropLinesTest {
    private static final long MILLI = 1_000_000;
    private static final Pattern COUNT = Pattern.compile("^dropped (\\d+) packets?\\b.*");

    private long now = Long.MAX_VALUE - 500 * MILLI; // nanoTime may be anything, and wrap
    private final DropLines lines = new DropLines(now);

    @Test
    void theFirstDropIsToldAtOnce() {
        drop(2, DropReason.NO_PORT, 3);

        assertThat(lines.due(now))
                .containsExactly("dropped 3 packets on worker 2: no_port (no NAT port was free in the flow's slot)");
    }

    @Test
    void aFullRingIsToldWithTheWorkerItLeadsTo() {
        lines.dropped(new DropSource(2, DropReason.HANDOFF_RING_FULL_NEW, 0), 1, now);
        lines.dropped(new DropSource(2, DropReason.HANDOFF_RING_FULL_ESTABLISHED, 3), 1, now);

        assertThat(lines.due(now))
                .containsExactly(
                        "dropped 1 packet on worker 2: handoff_ring_full_new to worker 0"
                                + " (ring to the owner stayed full, packet of no established flow)",
                        "dropped 1 packet on worker 2: handoff_ring_full_established to worker 3"
                                + " (ring to the owner stayed full, packet of an established flow)");
    }

    @Test
    void whileItGoesOnThereIsOneLineASecondWithWhatWasNotTold() {
        List<String> told = new ArrayList<>();
        for (int look = 0; look < 50; look++) {
            drop(0, DropReason.TX_QUEUE_FULL, 10);
            told.addAll(lines.due(now));
            pass(50);
        }

        assertThat(told)
                .extracting(DropLinesTest::withoutHelp)
                .containsExactly(
                        "dropped 10 packets on worker 0: tx_queue_full",
                        "dropped 200 packets in 1 s on worker 0: tx_queue_full",
                        "dropped 200 packets in 1 s on worker 0: tx_queue_full");
    }

    @Test
    void whenItEndsTheSumIsTold() {
        for (int look = 0; look < 60; look++) {
            drop(0, DropReason.SESSION_TABLE_FULL, 1);
            lines.due(now);
            pass(50);
        }
        List<String> told = quiet(5_000);

        assertThat(told)
                .extracting(DropLinesTest::withoutHelp)
                .containsExactly(
                        "dropped 19 packets in 1 s on worker 0: session_table_full",
                        "over: dropped 60 packets in 3 s on worker 0: session_table_full");
    }

    @Test
    void aSingleBurstTakesASingleLine() {
        drop(0, DropReason.NO_ROUTE, 7);
        lines.due(now);

        assertThat(quiet(10_000)).isEmpty();
        drop(0, DropReason.NO_ROUTE, 8);
        assertThat(lines.due(now))
                .as("then it is new again")
                .hasSize(1)
                .first(InstanceOfAssertFactories.STRING)
                .startsWith("dropped 8 packets on");
    }

    @ParameterizedTest
    @EnumSource(
            value = DropReason.class,
            names = {"ED_FILTER", "NO_SESSION", "TTL_EXPIRED", "NOT_FOR_US", "NON_IPV4", "DESTINATION_NOT_UNICAST"})
    void whatIsEverydayOnTheInternetIsLeftToTheCounters(DropReason reason) {
        drop(0, reason, 1_000_000);

        assertThat(lines.due(now)).isEmpty();
        assertThat(lines.end(now)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = DropReason.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ED_FILTER", "NO_SESSION", "TTL_EXPIRED", "NOT_FOR_US", "NON_IPV4", "DESTINATION_NOT_UNICAST"})
    void everyOtherReasonIsTold(DropReason reason) {
        drop(0, reason, 1);

        assertThat(lines.due(now))
                .hasSize(1)
                .first(InstanceOfAssertFactories.STRING)
                .contains(reason.label(), reason.help());
    }

    @Test
    void manyAtOnceAreCutToAFewLinesAndOneThatSaysHowManyMore() {
        for (int worker = 0; worker < 6; worker++) {
            drop(worker, DropReason.NO_PORT, 1);
            drop(worker, DropReason.NO_ROUTE, 1);
        }
        List<String> told = lines.due(now);

        assertThat(told).hasSize(DropLines.MOST + 1);
        assertThat(told.getLast()).isEqualTo("and 2 more reasons on 1 worker: see ./sallyport show drops");
        drop(6, DropReason.NO_MBUF, 1);
        pass(50);
        assertThat(lines.due(now)).as("in the same second").isEmpty();
        pass(950);
        assertThat(lines.due(now)).as("in the next").hasSize(3);
    }

    @Test
    void aNewTroubleIsNotKeptWaitingByOldOnes() {
        for (int second = 0; second < 3; second++) {
            for (int worker = 0; worker < 30; worker++) {
                drop(worker, DropReason.NO_PORT, 1);
            }
            lines.due(now);
            pass(1_000);
        }
        for (int worker = 0; worker < 30; worker++) {
            drop(worker, DropReason.NO_PORT, 1);
        }
        lines.dropped(new DropSource(29, DropReason.HANDOFF_RING_FULL_ESTABLISHED, 1), 1, now);

        assertThat(lines.due(now)).anyMatch(line -> line.contains("handoff_ring_full_established to worker 1"));
    }

    @Test
    void atTheEndWhatWasNotToldIsTold() {
        drop(0, DropReason.NO_PORT, 1);
        lines.due(now);
        pass(100);
        drop(0, DropReason.NO_PORT, 5);
        drop(1, DropReason.NO_PORT, 2);

        assertThat(lines.end(now))
                .extracting(DropLinesTest::withoutHelp)
                .containsExactly(
                        "dropped 5 packets in 1 s on worker 0: no_port", "dropped 2 packets on worker 1: no_port");
        assertThat(lines.end(now)).isEmpty();
    }

    /** Whatever drops when: bounded lines in every second, and the counts of all lines add up to the packets. */
    @Test
    void underAnyTrafficLinesAreBoundedAndNoPacketIsLeftOut() {
        long seed = System.nanoTime();
        System.out.println("DropLinesTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        long dropped = 0;
        List<List<String>> bySecond = new ArrayList<>();
        for (int second = 0; second < 60; second++) {
            List<String> told = new ArrayList<>();
            int noisy = random.nextInt(40);
            for (int look = 0; look < 20; look++) {
                for (int k = 0; k < noisy; k++) {
                    int packets = random.nextInt(1, 100);
                    dropped += packets;
                    lines.dropped(
                            new DropSource(random.nextInt(8), DropReason.HANDOFF_RING_FULL_NEW, random.nextInt(8)),
                            packets,
                            now);
                }
                told.addAll(lines.due(now));
                pass(50);
            }
            bySecond.add(told);
        }
        List<String> rest = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            rest.addAll(quiet(1_000));
        }

        assertThat(bySecond.stream().mapToInt(List::size).max().orElseThrow())
                .as("most lines in a second, seed " + seed)
                .isEqualTo(DropLines.MOST + 1);
        assertThat(sum(bySecond.stream().flatMap(List::stream).toList()) + sum(rest))
                .as("seed " + seed)
                .isEqualTo(dropped);
        assertThat(quiet(2_000)).isEmpty();
    }

    private static long sum(List<String> told) {
        long sum = 0;
        for (String line : told) {
            Matcher count = COUNT.matcher(line);
            sum += count.matches() ? Long.parseLong(count.group(1)) : 0;
        }
        return sum;
    }

    private void drop(int worker, DropReason reason, long packets) {
        lines.dropped(new DropSource(worker, reason), packets, now);
    }

    private List<String> quiet(long millis) {
        List<String> told = new ArrayList<>();
        for (long passed = 0; passed < millis; passed += 50) {
            pass(50);
            told.addAll(lines.due(now));
        }
        return told;
    }

    private void pass(long millis) {
        now += millis * MILLI;
    }

    private static String withoutHelp(String line) {
        return line.replaceAll(" \\(.*\\)$", "");
    }
}
