package io.sallyport.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.api.LedgerInterface;
import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dpdk.Stats;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Packets flow between any two of the reader's steps, as they do on a live gateway. */
final class TrafficReaderTest {
    private final TableArena arena = new TableArena();
    private final WorkerCounters counters =
            new WorkerCounters(arena.allocate(WorkerCounters.bytes(2, 1), "counters"), 2, 1);
    private final SplittableRandom random;
    private final long seed = System.nanoTime();
    private final long[] received = new long[2];
    private final long[] sent = new long[2];
    private final long[] given = new long[2];

    TrafficReaderTest() {
        System.out.println("TrafficReaderTest seed " + seed);
        random = new SplittableRandom(seed);
    }

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    @Tag("C10.10")
    void nothingSeemsTakenBeforeItWasReceivedOrSentBeforeItWasGiven() {
        TrafficReader reader =
                new TrafficReader(new CounterReader(List.of(counters), 0), List.of(device(0), device(1)));
        for (int k = 0; k < 1_000; k++) {
            List<LedgerInterface> sides =
                    Ledgers.of(List.of("lan", "wan"), reader.read()).interfaces();

            assertThat(sides).as("seed " + seed).allSatisfy(one -> {
                assertThat(one.notTaken()).isNotNegative();
                assertThat(one.notSent()).isNotNegative();
            });
        }
        assertThat(received[0] + received[1]).isGreaterThan(1_000);
        assertThat(sent[0] + sent[1]).isGreaterThan(1_000);
    }

    @Test
    void onceNothingMovesBothSidesAreReadAsTheyAre() {
        for (int k = 0; k < 100; k++) {
            flow();
        }
        TrafficReader reader =
                new TrafficReader(new CounterReader(List.of(counters), 0), List.of(() -> stats(0), () -> stats(1)));
        List<LedgerInterface> sides =
                Ledgers.of(List.of("lan", "wan"), reader.read()).interfaces();

        assertThat(sides).extracting(LedgerInterface::deviceReceived).containsExactly(received[0], received[1]);
        assertThat(sides).extracting(LedgerInterface::deviceSent).containsExactly(sent[0], sent[1]);
        assertThat(sides).extracting(LedgerInterface::taken).containsExactly(received[0], received[1]);
        assertThat(sides).extracting(LedgerInterface::given).containsExactly(given[0], given[1]);
    }

    private Supplier<Stats> device(int number) {
        return () -> {
            flow();
            Stats stats = stats(number);
            flow();
            return stats;
        };
    }

    private Stats stats(int number) {
        return new Stats(received[number], sent[number], 0, 0, 0, 0, 0, 0);
    }

    /** Devices receive, the worker takes all of it and gives some back, devices send what they have. */
    private void flow() {
        for (int number = 0; number < 2; number++) {
            int packets = random.nextInt(10);
            received[number] += packets;
            counters.add(Counter.RX_PACKETS, packets);
            counters.received(number, packets);
            int back = random.nextInt(10);
            counters.transmitted(number, back);
            given[number] += back;
            sent[number] += random.nextLong(given[number] - sent[number] + 1);
        }
    }
}
