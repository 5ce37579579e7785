package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.memory.Topology.INSIDE;
import static io.sallyport.dataplane.memory.Topology.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.memory.FarEnd;
import io.sallyport.dataplane.session.HeapAllocation;
import io.sallyport.dataplane.session.TableArena;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packet path allocates nothing on the Java heap, ever. */
@Tag("C11.2")
@Tag("assertions-off")
class ZeroAllocationTest {
    private static final int PACKETS_IN_FLIGHT = 256;
    /**
     * Warming up ends with the first so many that allocate nothing. Until then: when a method is first given to the optimizing compiler,
     * the thread that called it makes the string constants of its class, which count here.
     */
    private static final long WARM_UP = 3_000_000;

    private static final int MOST_WARM_UPS = 15;

    private static final long MEASURED = 10_000_000;

    @Test
    @DisplayName("ten million packets through a worker, both ways, allocate 0 bytes on its thread")
    void allocatesNothing() {
        try (Rig rig = Rig.of(1);
                TableArena arena = new TableArena()) {
            FarEnd peers = new FarEnd(Packets.address("192.0.2.10"), arena.allocate(512, "far end"));
            for (int flow = 0; flow < PACKETS_IN_FLIGHT; flow++) {
                long mbuf = rig.pool.allocate();
                peers.write(mbuf, flow);
                peers.send(rig.gateway.device(INSIDE), 0, mbuf);
            }
            for (int k = 0; k < MOST_WARM_UPS && HeapAllocation.of(() -> drive(rig, peers, WARM_UP)) > 0; k++) {}
            long allocated = HeapAllocation.of(() -> drive(rig, peers, MEASURED));
            assertThat(allocated).isZero();
            CounterSnapshot counters = rig.counters(0);
            assertThat(counters.get(Counter.RX_PACKETS)).isGreaterThanOrEqualTo(WARM_UP + MEASURED);
            assertThat(counters.get(Counter.SNAT_PACKETS) + counters.get(Counter.DNAT_PACKETS))
                    .isEqualTo(counters.get(Counter.RX_PACKETS));
        }
    }

    private static void drive(Rig rig, FarEnd peers, long packets) {
        Worker worker = rig.gateway.workers().getFirst();
        long done = 0;
        while (done < packets) {
            rig.now += 50_000;
            worker.poll(rig.now);
            done += peers.reflect(rig.gateway.device(OUTSIDE), 0);
            done += peers.reflect(rig.gateway.device(INSIDE), 0);
        }
    }
}
