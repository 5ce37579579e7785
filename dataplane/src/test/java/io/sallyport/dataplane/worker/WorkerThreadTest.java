package io.sallyport.dataplane.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.device.PacketDevice;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dpdk.Eal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WorkerThreadTest {
    private static final WorkerSettings SETTINGS = WorkerSettings.defaults(1, 64);

    private final TableArena arena = new TableArena();
    private final MemoryGateway gateway =
            new MemoryGateway(SETTINGS, Topology.usual(NatFacts.of(new int[] {0x0171_00cb})), 64, 64, 64);
    private final TurnGaps gaps = new TurnGaps(arena.allocate(TurnGaps.BYTES, "gaps"));
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final List<String> dead = new ArrayList<>();

    /** A worker's thread makes itself known to DPDK, which must run for that; it stays until the process ends. */
    @BeforeAll
    static void startDpdk() {
        Eal.start(List.of("--no-huge", "--no-shconf", "--no-pci", "--no-telemetry", "-m", "32"));
    }

    @AfterEach
    void close() {
        gateway.close();
        arena.close();
    }

    @Test
    void tellsWhatATurnThrewOnceAndEndsTheThread() throws Exception {
        IllegalStateException fire = new IllegalStateException("the device caught fire");

        assertThat(deathOf(workerOver(new Device(3, fire)), -1)).isSameAs(fire);
        assertThat(dead).containsExactly("worker-0");
    }

    @Test
    void anErrorEndsItTooForTheWorkersStateCanNoLongerBeTrusted() throws Exception {
        AssertionError broken = new AssertionError("an invariant does not hold");

        assertThat(deathOf(workerOver(new Device(0, broken)), -1)).isSameAs(broken);
        assertThat(dead).containsExactly("worker-0");
    }

    @Test
    void onePinnedToACpuThatIsNotThereSaysSoAndTakesNoTurn() throws Exception {
        Device device = new Device(1_000, new IllegalStateException("is never reached"));

        assertThat(deathOf(workerOver(device), 4095)).hasMessageContaining("CPU 4095");
        assertThat(device.left).isEqualTo(1_000);
    }

    @Test
    void oneThatIsClosedHasNothingToTell() {
        Device device = new Device(Integer.MAX_VALUE, new IllegalStateException("is never reached"));
        WorkerThread thread = new WorkerThread(workerOver(device), -1, true, gaps, this::died);
        while (device.left > Integer.MAX_VALUE - 100) {
            Thread.onSpinWait();
        }
        thread.close();

        assertThat(failure).isNotDone();
    }

    @Test
    void countsTheTimeBetweenAnyTwoTurns() throws Exception {
        deathOf(workerOver(new Device(1_000, new IllegalStateException("enough"))), -1);

        assertThat(gaps.read().count()).isEqualTo(1_000);
    }

    /** Runs a worker's thread until it tells that it died, and waits for its end. */
    private Throwable deathOf(Worker worker, int cpu) throws Exception {
        WorkerThread thread = new WorkerThread(worker, cpu, true, gaps, this::died);
        try {
            return failure.get(30, TimeUnit.SECONDS);
        } finally {
            thread.close();
        }
    }

    private void died(Throwable thrown) {
        dead.add(Thread.currentThread().getName());
        failure.complete(thrown);
    }

    private Worker workerOver(PacketDevice device) {
        return new Worker(
                0,
                SETTINGS,
                List.of(device, gateway.device(Topology.OUTSIDE)),
                gateway.pool(),
                Shared.of(SETTINGS, gateway.rings(), gateway.snapshots(), arena),
                arena,
                System.nanoTime());
    }

    /** Has no packets, and throws after some turns. */
    private static final class Device implements PacketDevice {
        private final Throwable thrown;
        volatile int left;

        Device(int turns, Throwable thrown) {
            this.left = turns;
            this.thrown = thrown;
        }

        @Override
        public int receive(int queue, long pointers, int max) {
            int now = left;
            if (now == 0 && thrown instanceof Error error) {
                throw error;
            }
            if (now == 0 && thrown instanceof RuntimeException exception) {
                throw exception;
            }
            left = now - 1;
            return 0;
        }

        @Override
        public int transmit(int queue, long pointers, int count) {
            return count;
        }
    }
}
