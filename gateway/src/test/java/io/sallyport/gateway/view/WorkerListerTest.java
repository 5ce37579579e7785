package io.sallyport.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.api.WorkerInfo;
import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.worker.TurnGaps;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class WorkerListerTest {
    private final TableArena arena = new TableArena();
    private final WorkerCounters counters =
            new WorkerCounters(arena.allocate(WorkerCounters.bytes(2, 2), "counters"), 2, 2);
    private final WorkerLister lister = new WorkerLister(
            List.of(3),
            new RateHistory(1),
            new GapHistory(List.of(new TurnGaps(arena.allocate(TurnGaps.BYTES, "time from turn to turn")))));

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    @Tag("C10.8")
    void shareThatWasHandedOffIsOfWhatDevicesGave() {
        counters.add(Counter.RX_PACKETS, 400);
        counters.add(Counter.HANDOFF_DEQUEUE, 1_000);
        counters.add(Counter.HANDOFF_ENQUEUE, 300);
        counters.add(Counter.TURNS, 50);
        counters.add(Counter.BUSY_TURNS, 20);

        assertThat(info().handoffShare()).isEqualTo(0.75);
        assertThat(info().busy()).isEqualTo(0.4);
    }

    @Test
    void sharesOfNothingAreNotKnown() {
        assertThat(info().handoffShare()).isNull();
        assertThat(info().busy()).isNull();
    }

    private WorkerInfo info() {
        counters.publish();
        return lister.list(List.of(counters.read(true)), 0).workers().getFirst();
    }
}
