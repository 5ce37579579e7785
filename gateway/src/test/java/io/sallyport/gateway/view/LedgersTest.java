package io.sallyport.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.api.Ledger;
import io.sallyport.api.LedgerDevice;
import io.sallyport.api.LedgerInterface;
import io.sallyport.api.LedgerRow;
import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.Gauge;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dpdk.Stats;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class LedgersTest {
    private static final Stats INSIDE = new Stats(70, 40, 7_000, 4_000, 3, 5, 1, 2);
    private static final Stats OUTSIDE = new Stats(45, 44, 4_500, 4_400, 10, 0, 20, 0);

    private final TableArena arena = new TableArena();
    private final WorkerCounters first = counters();
    private final WorkerCounters second = counters();

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    @Tag("C9.2")
    @Tag("C10.9")
    void addsWorkersUpAndCountsPacketsOnRingsAsInFlight() {
        twoBusyWorkers();

        Ledger ledger = ledger();

        assertThat(ledger.received()).isEqualTo(110);
        assertThat(ledger.generated()).isEqualTo(5);
        assertThat(ledger.transmitted()).isEqualTo(84);
        assertThat(ledger.consumed()).isEqualTo(4);
        assertThat(ledger.dropped()).isEqualTo(14);
        assertThat(ledger.inFlight()).as("8 held and 5 on rings").isEqualTo(13);
        assertThat(ledger.difference()).isZero();
        assertThat(ledger.workers()).extracting(LedgerRow::worker).containsExactly(0, 1);
        assertThat(ledger.workers()).extracting(LedgerRow::difference).containsExactly(0L, 0L);
    }

    @Test
    @Tag("C10.10")
    void aPacketWithoutAFateShowsInItsWorkersRowAndInTheSum() {
        twoBusyWorkers();
        second.add(Counter.RX_PACKETS, 1);

        assertThat(ledger().difference()).isOne();
        assertThat(ledger().workers()).extracting(LedgerRow::difference).containsExactly(0L, 1L);
    }

    @Test
    @Tag("C10.10")
    void namesWorkersWhoseNumbersAreNotOfOneMoment() {
        assertThat(ledger().stalled()).as("live numbers of both").containsExactly(0, 1);
        long asked = second.ask();
        second.publish();
        assertThat(second.isAnswered(asked)).isTrue();
        Traffic traffic = new Traffic(List.of(first.read(false), second.read(true)), List.of(INSIDE, OUTSIDE));
        assertThat(Ledgers.of(List.of("lan", "wan"), traffic).stalled()).containsExactly(0);
    }

    @Test
    @Tag("C10.10")
    void aPacketWithTwoFatesIsNotOffsetByAnother() {
        twoBusyWorkers();
        first.drop(DropReason.NO_ROUTE, 1);

        assertThat(ledger().difference()).isEqualTo(-1);
        assertThat(ledger().workers()).extracting(LedgerRow::difference).containsExactly(-1L, 0L);
    }

    @Test
    @Tag("C9.2")
    void whatDevicesCountStandsBesideWhatWorkersMovedInterfaceByInterface() {
        first.received(0, 60);
        second.received(0, 10);
        second.received(1, 40);
        first.transmitted(0, 40);
        second.transmitted(1, 64);

        assertThat(ledger().interfaces())
                .containsExactly(
                        new LedgerInterface("lan", 70, 70, 0, 40, 40, 0, 3, 2, 5, 1),
                        new LedgerInterface("wan", 45, 40, 5, 64, 44, 20, 10, 0, 0, 20));
        assertThat(ledger().device()).isEqualTo(new LedgerDevice(13, 2, 21));
    }

    @Test
    void everyDropReasonAndEveryGaugeCounts() {
        long reasons = 0;
        for (DropReason reason : DropReason.ALL) {
            first.drop(reason, 1L << reason.ordinal());
            reasons += 1L << reason.ordinal();
        }
        long held = 0;
        for (Gauge gauge : Gauge.ALL) {
            first.set(gauge, 10 + gauge.ordinal());
            held += 10 + gauge.ordinal();
        }
        first.add(Counter.RX_PACKETS, reasons + held);

        assertThat(ledger().dropped()).isEqualTo(reasons);
        assertThat(ledger().inFlight()).isEqualTo(held);
        assertThat(ledger().difference()).isZero();
    }

    /** The first worker hands 20 packets to the second, of which 5 are still on the ring. */
    private void twoBusyWorkers() {
        first.add(Counter.RX_PACKETS, 100);
        first.add(Counter.GENERATED_PACKETS, 2);
        first.add(Counter.TX_PACKETS, 65);
        first.add(Counter.HANDOFF_ENQUEUE, 20);
        first.add(Counter.CONSUMED_PACKETS, 1);
        first.drop(DropReason.ED_FILTER, 10);
        first.set(Gauge.HELD_FOR_TRANSMIT, 6);
        second.add(Counter.RX_PACKETS, 10);
        second.add(Counter.GENERATED_PACKETS, 3);
        second.add(Counter.HANDOFF_DEQUEUE, 15);
        second.add(Counter.TX_PACKETS, 19);
        second.add(Counter.CONSUMED_PACKETS, 3);
        second.drop(DropReason.NO_PORT, 4);
        second.set(Gauge.HELD_FOR_NEIGHBOR, 2);
    }

    private Ledger ledger() {
        return Ledgers.of(
                List.of("lan", "wan"),
                new Traffic(List.of(first.read(false), second.read(false)), List.of(INSIDE, OUTSIDE)));
    }

    private WorkerCounters counters() {
        return new WorkerCounters(arena.allocate(WorkerCounters.bytes(2, 2), "counters"), 2, 2);
    }
}
