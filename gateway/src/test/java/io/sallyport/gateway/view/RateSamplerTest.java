package io.sallyport.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.api.Rates;
import io.sallyport.api.WorkerInfo;
import io.sallyport.api.Workers;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.worker.TurnGaps;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RateSamplerTest {
    private static final long ENDS_WITHIN_MILLIS = 5_000;

    @Test
    @Tag("C10.8")
    void watchesWorkersOnItsOwnUntilItIsClosed() throws InterruptedException {
        try (TableArena arena = new TableArena()) {
            WorkerCounters counters = new WorkerCounters(arena.allocate(WorkerCounters.bytes(2, 1), "counters"), 2, 1);
            CounterReader reader = new CounterReader(List.of(counters));
            RateHistory history = new RateHistory(1);
            GapHistory gaps = new GapHistory(List.of(new TurnGaps(arena.allocate(TurnGaps.BYTES, "gaps"))));
            WorkerLister lister = new WorkerLister(List.of(-1), history, gaps);
            RateSampler sampler = new RateSampler(reader, history, gaps, new PauseLog(null, 0));
            try (CountingWorker worker = new CountingWorker(counters)) {
                Workers workers = lister.list(reader.read(), System.nanoTime());
                while (workers.rates().isEmpty()) {
                    Thread.onSpinWait();
                    workers = lister.list(reader.read(), System.nanoTime());
                }
                Rates rates = workers.rates().getFirst();

                assertThat(worker.turns()).isPositive();
                assertThat(rates.seconds()).isEqualTo(1);
                assertThat(rates.rxPackets()).isPositive().isEqualTo(rates.txPackets());
                assertThat(workers.workers()).extracting(WorkerInfo::rates).containsExactly(List.of(rates));
            } finally {
                sampler.close();
            }
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("rates")) {
                    thread.join(ENDS_WITHIN_MILLIS); // its pool has ended, it may not have yet
                    assertThat(thread.isAlive()).isFalse();
                }
            }
        }
    }
}
