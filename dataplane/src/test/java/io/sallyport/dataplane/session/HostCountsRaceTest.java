package io.sallyport.dataplane.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.policy.Limits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two workers at once, on threads of their own, that meet before and after every round. */
@Tag("C0.5")
class HostCountsRaceTest {
    private static final int ROUNDS = 10_000;
    private static final int BOUND = 12;

    private final ArenaMemory memory = new ArenaMemory();
    private final HostTable[] tables = {new HostTable(memory, 1 << 16, 1), new HostTable(memory, 1 << 16, 2)};
    private final AtomicInteger arrivals = new AtomicInteger();

    @AfterEach
    void free() {
        memory.close();
    }

    private void meet(int number) {
        arrivals.incrementAndGet();
        for (int spins = 0; arrivals.get() < 2 * number; spins++) {
            if (spins < 2000) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(1); // the machine may have but one processor for both
            }
        }
    }

    private HostCounts worker(int number, Limits limits) {
        return new HostCounts(number, tables, limits);
    }

    /** Runs both workers through all rounds, which are numbered from 1. */
    private void race(IntConsumer first, IntConsumer second) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> rounds(second));
        rounds(first);
        other.join();
    }

    private void rounds(IntConsumer worker) {
        for (int round = 1; round <= ROUNDS; round++) {
            meet(round);
            worker.accept(round);
        }
        meet(ROUNDS + 1);
    }

    @Test
    void exceedABoundOnSessionsByAtMostOneSession() {
        Limits limits = new Limits(BOUND, 0, 0, 64);
        race(host -> begin(worker(0, limits), host), host -> begin(worker(1, limits), host));
        for (int host = 1; host <= ROUNDS; host++) {
            assertThat(tables[0].sessions(host) + tables[1].sessions(host))
                    .as("host %d", host)
                    .isBetween(BOUND, BOUND + 1);
        }
    }

    @Test
    void exceedABoundOnNewSessionsByAtMostOneSession() {
        Limits limits = new Limits(0, 0, BOUND, 64);
        race(host -> begin(worker(0, limits), host), host -> begin(worker(1, limits), host));
        for (int host = 1; host <= ROUNDS; host++) {
            assertThat(tables[0].begun(host, 1) + tables[1].begun(host, 1))
                    .as("host %d", host)
                    .isBetween(BOUND, BOUND + 1);
        }
    }

    private static void begin(HostCounts worker, int host) {
        while (worker.admit(host, 1) == HostCounts.OK) {
            worker.began(host, 1);
        }
    }

    @Test
    void exceedABoundOnPortsByAtMostOnePort() {
        Limits limits = new Limits(0, BOUND, 0, 64);
        race(host -> takePorts(worker(0, limits), host), host -> takePorts(worker(1, limits), host));
        for (int host = 1; host <= ROUNDS; host++) {
            assertThat(tables[0].ports(host) + tables[1].ports(host))
                    .as("host %d", host)
                    .isBetween(BOUND, BOUND + 1);
        }
    }

    private static void takePorts(HostCounts worker, int host) {
        worker.began(host, 1);
        while (worker.mayTakePort(host)) {
            worker.tookPort(host);
        }
    }

    @Test
    void takeNoHostsPortsForAnothersWhileEntriesChangeHands() {
        HostTable[] small = {new HostTable(memory, 1, 1)};
        HostCounts writer = new HostCounts(0, small, new Limits(0, 100, 0, 64));
        AtomicInteger present = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> readOddHosts(small[0], present, most));
        // none comes twice; the odd ones have 1 port, the even ones 9; it goes on until the reader has had its turn
        for (int host = 1; host < 100_000 || most.get() == 0; host++) {
            present.setPlain(host | 1);
            writer.began(host, 1);
            for (int port = 0; port < (host % 2 == 0 ? 9 : 1); port++) {
                writer.tookPort(host);
            }
            for (int port = 0; port < (host % 2 == 0 ? 9 : 1); port++) {
                writer.gavePort(host);
            }
            writer.ended(host);
        }
        present.set(-1);
        reader.join();
        assertThat(most).hasValue(1);
    }

    private static void readOddHosts(HostTable table, AtomicInteger present, AtomicInteger most) {
        for (int host = present.get(); host >= 0; host = present.get()) {
            for (int odd = Math.max(1, host - 2); odd <= host; odd += 2) {
                most.accumulateAndGet(table.ports(odd), Math::max);
            }
        }
    }
}
