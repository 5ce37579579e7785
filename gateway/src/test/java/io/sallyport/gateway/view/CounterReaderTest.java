package io.sallyport.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.gateway.view.CounterReader.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CounterReaderTest {
    private static final long LONG = 50_000_000_000L;
    private static final long SHORT = 300_000_000L;

    private final TableArena arena = new TableArena();
    private final WorkerCounters first = counters();
    private final WorkerCounters second = counters();

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    @Tag("C10.10")
    void allNumbersOfAWorkerAreOfOneMomentHoweverManyThreadsReadWhileItWorks() throws Exception {
        CounterReader reader = new CounterReader(List.of(first, second), LONG);
        try (CountingWorker one = new CountingWorker(first);
                CountingWorker two = new CountingWorker(second);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<List<CounterSnapshot>>>> answers = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                answers.add(threads.submit(reads(reader, 200)));
            }
            for (Future<List<List<CounterSnapshot>>> answer : answers) {
                assertBelongTogetherAndNeverFall(answer.get());
            }
            assertThat(one.turns()).isGreaterThan(200);
            assertThat(two.turns()).isGreaterThan(200);
        }
    }

    private static Callable<List<List<CounterSnapshot>>> reads(CounterReader reader, int times) {
        return () -> {
            List<List<CounterSnapshot>> all = new ArrayList<>();
            for (int k = 0; k < times; k++) {
                all.add(reader.read());
            }
            return all;
        };
    }

    private static void assertBelongTogetherAndNeverFall(List<List<CounterSnapshot>> readings) {
        long[] before = new long[2];
        for (List<CounterSnapshot> reading : readings) {
            for (int worker = 0; worker < 2; worker++) {
                CounterSnapshot one = reading.get(worker);
                assertThat(one.consistent()).isTrue();
                assertThat(one.difference()).isZero();
                assertThat(one.get(Counter.RX_PACKETS)).isGreaterThanOrEqualTo(before[worker]);
                before[worker] = one.get(Counter.RX_PACKETS);
            }
        }
    }

    @Test
    @Tag("C10.10")
    void aStalledWorkerIsNotWaitedForForeverAndItsLiveNumbersAreMarked() {
        first.add(Counter.RX_PACKETS, 7);
        first.publish();
        first.add(Counter.RX_PACKETS, 1);
        CounterReader reader = new CounterReader(List.of(first, second), SHORT);
        try (CountingWorker working = new CountingWorker(second)) {
            List<Reading> readings = reader.readings();

            assertThat(working.turns()).isPositive();
            assertThat(readings.getFirst().counters().consistent()).isFalse();
            assertThat(readings.getFirst().counters().get(Counter.RX_PACKETS)).isEqualTo(8);
            assertThat(readings.getLast().counters().consistent()).isTrue();
            assertThat(readings.getLast().counters().difference()).isZero();
            assertThat(readings.getLast().nanos())
                    .as("time of the worker that answered")
                    .isLessThan(readings.getFirst().nanos());
        }
    }

    @Test
    void aWorkerThatStaysStalledIsHardlyWaitedForAgain() {
        CounterReader reader = new CounterReader(List.of(first), SHORT);
        reader.read();
        long began = System.nanoTime();
        for (int k = 0; k < 20; k++) {
            assertThat(reader.read().getFirst().consistent()).isFalse();
        }

        assertThat(System.nanoTime() - began).isLessThan(20 * SHORT / 2);
    }

    @Test
    void aWorkerThatIsBackIsWaitedForAndConsistentAgain() {
        CounterReader reader = new CounterReader(List.of(first), SHORT);
        assertThat(reader.read().getFirst().consistent()).isFalse();
        CountingWorker.turn(first);
        try (CountingWorker back = new CountingWorker(first)) {
            assertThat(reader.read().getFirst().consistent()).isTrue();
            assertThat(back.turns()).isPositive();
        }
    }

    private WorkerCounters counters() {
        return new WorkerCounters(arena.allocate(WorkerCounters.bytes(2, 2), "counters"), 2, 2);
    }
}
