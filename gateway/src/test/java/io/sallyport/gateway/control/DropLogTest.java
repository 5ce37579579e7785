package io.sallyport.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.session.TableArena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C9.4")
final class DropLogTest {
    private static final int WORKERS = 3;
    private static final long LOOK = 50_000_000;

    private final TableArena arena = new TableArena();
    private final List<WorkerCounters> workers = Stream.generate(
                    () -> new WorkerCounters(arena.allocate(WorkerCounters.bytes(2, WORKERS), "counters"), 2, WORKERS))
            .limit(WORKERS)
            .toList();
    private final List<String> log = new ArrayList<>();
    private final DropLog drops = new DropLog(workers, 0, log::add);
    private long now;

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    @Tag("C9.1")
    void aFullRingIsToldByPairAndOnceThoughTheReasonCountsItToo() {
        refuse(2, 0, false, 312);
        refuse(2, 1, true, 4);
        look();

        assertThat(log)
                .containsExactly(
                        "dropped 312 packets on worker 2: handoff_ring_full_new to worker 0"
                                + " (ring to the owner stayed full, packet of no established flow)",
                        "dropped 4 packets on worker 2: handoff_ring_full_established to worker 1"
                                + " (ring to the owner stayed full, packet of an established flow)");
    }

    @Test
    @Tag("C9.5")
    void reasonsAreToldApartAndByWorker() {
        workers.get(0).drop(DropReason.NO_PORT, 1);
        workers.get(0).drop(DropReason.SESSION_TABLE_FULL, 2);
        workers.get(1).drop(DropReason.TX_QUEUE_FULL, 3);
        workers.get(2).drop(DropReason.NO_SESSION, 4);
        look();

        assertThat(log)
                .containsExactly(
                        "dropped 1 packet on worker 0: no_port (no NAT port was free in the flow's slot)",
                        "dropped 2 packets on worker 0: session_table_full (the worker's session table was full)",
                        "dropped 3 packets on worker 1: tx_queue_full (the transmit queue stayed full)");
    }

    @Test
    void whatIsToldIsOnlyWhatIsNewSinceTheLookBefore() {
        workers.get(0).drop(DropReason.NO_PORT, 5);
        look();
        workers.get(0).drop(DropReason.NO_PORT, 1);
        refuse(1, 0, false, 1);
        for (int k = 0; k < 20; k++) {
            look();
        }

        assertThat(log).hasSize(3);
        assertThat(log.get(1)).startsWith("dropped 1 packet on worker 1: handoff_ring_full_new to worker 0");
        assertThat(log.get(2)).startsWith("dropped 1 packet in 1 s on worker 0: no_port");
    }

    @Test
    void looksNoOftenerThanTwentyTimesASecond() {
        workers.get(0).drop(DropReason.NO_PORT, 5);
        now += LOOK - 1;
        drops.run(now);
        assertThat(log).isEmpty();
        now += 1;
        drops.run(now);
        assertThat(log).hasSize(1);
    }

    @Test
    void theLastDropsBeforeTheGatewayStopsAreTold() {
        workers.get(0).drop(DropReason.NO_MBUF, 9);
        drops.end(now);

        assertThat(log).hasSize(1);
        assertThat(log.getFirst()).startsWith("dropped 9 packets on worker 0: no_mbuf");
    }

    /** As the handoff stage counts. */
    private void refuse(int from, int to, boolean established, int packets) {
        workers.get(from).refusedBy(to, established, packets);
        workers.get(from)
                .drop(
                        established ? DropReason.HANDOFF_RING_FULL_ESTABLISHED : DropReason.HANDOFF_RING_FULL_NEW,
                        packets);
    }

    private void look() {
        now += LOOK;
        drops.run(now);
    }
}
