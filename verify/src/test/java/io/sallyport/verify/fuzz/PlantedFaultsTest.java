package io.sallyport.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.ports.PortRandom;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.verify.check.Finding;
import io.sallyport.verify.check.StateCheck;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A gateway with a fault in it does not come through. */
class PlantedFaultsTest {
    @Test
    @DisplayName("one bit of one byte wrong in one of many frames that leave")
    void findsSpoiledFrames() {
        int[] count = {0};
        Campaign campaign = new Campaign(7, 20_000, 5_000, frame -> {
            if (frame.length > 40 && frame[12] == 8 && frame[13] == 0 && ++count[0] == 100) {
                frame[30] ^= 1;
            }
            return frame;
        });
        assertThatThrownBy(campaign::run).isInstanceOf(Finding.class);
        Journal journal = campaign.journal();
        assertThat(journal.kind(journal.size() - 1)).isIn(Journal.Kind.DRAIN, Journal.Kind.SETTLE);
        assertThat(Shrinker.replay(campaign.setup(), journal))
                .as("without the fault")
                .isNull();
    }

    @Test
    @DisplayName("a lost buffer")
    void findsLostBuffers() {
        with(gateway -> {
            new Ledger(gateway, Sample.SETUP.buffers()).check(1);
            assertThat(gateway.pool().allocate()).isNotZero();
            assertFound("buffers", () -> new Ledger(gateway, Sample.SETUP.buffers()).check(1));
            assertFound("end", () -> new Ledger(gateway, Sample.SETUP.buffers()).checkEmpty());
        });
    }

    @Test
    @DisplayName("a packet that is counted twice")
    void findsMiscounting() {
        with(gateway -> {
            gateway.workers().getFirst().counters().add(Counter.TX_PACKETS, 1);
            assertFound("ledger", () -> new Ledger(gateway, Sample.SETUP.buffers()).check(1));
        });
    }

    @Test
    @DisplayName("a port in use that no session holds, and a session whose port is free")
    void findsPortsWithoutSessions() {
        with(gateway -> {
            state(gateway).run();
            Worker worker = gateway.workers().getFirst();
            int port = 0;
            for (int slot = 1; port <= 0 && slot * gateway.workers().size() <= 63; slot++) {
                port = worker.ports().allocate(0, PortMap.UDP, slot, -1, new PortRandom(1, 0));
            }
            assertThat(port).isPositive();
            assertFound("ports", () -> state(gateway).run());
            assertFound("end", () -> new Ledger(gateway, Sample.SETUP.buffers()).checkEmpty());
            worker.ports().release(0, PortMap.UDP, port);
            state(gateway).run();
            session(worker, SessionLine.MAPPED);
            assertFound("mapping", () -> state(gateway).run());
        });
    }

    private static void session(Worker worker, int flags) {
        int made = worker.sessions().create(1, 2, 3, 4, 5, 6, Ipv4.UDP, 1, flags, worker.number(), 0);
        assertThat(made).isNotNegative();
    }

    private static StateCheck state(MemoryGateway gateway) {
        return new StateCheck(gateway.workers(), Sample.SETUP.topology().nat().pool(), 0);
    }

    private static void with(Consumer<MemoryGateway> test) {
        Setup setup = Sample.SETUP;
        try (MemoryGateway gateway = new MemoryGateway(
                setup.settings(), setup.topology(), setup.buffers(), setup.queue(), setup.handoff())) {
            test.accept(gateway);
        }
    }

    private static void assertFound(String kind, ThrowingCallable check) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        Finding.class, finding -> assertThat(finding.kind()).isEqualTo(kind));
    }
}
