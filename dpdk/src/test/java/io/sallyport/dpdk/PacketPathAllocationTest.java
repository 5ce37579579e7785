package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sallyport.dpdk.memory.Memory;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything that a worker calls for each burst leaves the heap alone, bounds checks included. */
@Tag("C11.2")
class PacketPathAllocationTest {
    private static final int WARM_UP = 60_000;
    private static final int ROUNDS = 20_000;
    /** The smallest object in every turn would be 320,000 bytes; the JVM itself now and then takes some hundred, once. */
    private static final long ONCE = ROUNDS / 16;

    private static final int BURST = 16;
    private static final long POINTERS = DpdkProcess.POINTERS.address();
    private static final long NEXT_HOPS = POINTERS + 8 * BURST;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What is stored here cannot be optimised away. */
    private static byte[] kept = {};

    @BeforeAll
    static void startDpdk() {
        assertThat(DpdkProcess.EAL.sockets()).isPositive();
    }

    @Test
    void measuresWhatIsAllocated() {
        assertThat(allocatedBytes(PacketPathAllocationTest::keepArray)).isGreaterThanOrEqualTo(64L * ROUNDS);
    }

    private static long keepArray() {
        kept = new byte[64];
        return kept.length;
    }

    @Test
    void allocatesNothingInDevicesThatStayInMemory() {
        roundTrip(DpdkProcess.started("net_ring0"));
    }

    @Test
    void allocatesNothingInCallsThatMayEnterKernel() {
        EthDev device = DpdkProcess.started("net_pcap0");
        assertThat(device.entersKernel()).isTrue();
        assertThat(allocatedBytes(() -> device.receive(0, POINTERS, BURST) + device.transmit(0, POINTERS, 0)))
                .isLessThan(ONCE);
        device.stop();
    }

    private static void roundTrip(EthDev device) {
        MbufPool pool = DpdkProcess.pool();
        assertThat(allocatedBytes(() -> {
                    pool.allocate(POINTERS, BURST);
                    device.transmit(0, POINTERS, BURST);
                    int received = device.receive(0, POINTERS, BURST);
                    Prefetch.lines(POINTERS, received);
                    MbufPool.free(POINTERS, received);
                    return received;
                }))
                .isLessThan(ONCE);
        assertThat(pool.inUse()).isZero();
        device.stop();
    }

    /** The first compiler alone, so that the second cannot make up for what the first did. */
    @Test
    void allocatesNothingInDeviceThatIsUsedAfterCodeWasCompiled() throws Exception {
        List<String> options = new ArrayList<>(FreshProcess.SHIM);
        options.add("-XX:TieredStopAtLevel=3");
        assertThat(FreshProcess.run(LateDeviceProbe.class, options, List.of())).contains("allocates nothing");
    }

    @Test
    void allocatesNothingInRing() {
        Ring ring = Rings.create("no-heap", 64, -1);
        assertThat(allocatedBytes(() -> ring.enqueue(POINTERS, BURST) + ring.dequeue(POINTERS, BURST)))
                .isLessThan(ONCE);
        Rings.free(ring);
    }

    @Test
    void allocatesNothingInLookup() {
        try (Fib fib = Fib.create("no-heap", 8, -1)) {
            Memory.clear(POINTERS, 8 * BURST);
            assertThat(allocatedBytes(() -> {
                        fib.lookup(POINTERS, NEXT_HOPS, BURST);
                        return Memory.getLong(NEXT_HOPS);
                    }))
                    .isLessThan(ONCE);
        }
    }

    /** Something done once for each burst. */
    private interface Turn {
        long run();
    }

    /** Returns what the calling thread allocates in many turns once the turn is compiled. */
    private static long allocatedBytes(Turn turn) {
        long sum = repeat(turn, WARM_UP);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        sum += repeat(turn, ROUNDS);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(sum).as("the work was done").isNotNegative();
        return bytes;
    }

    private static long repeat(Turn turn, int rounds) {
        long sum = 0;
        for (int i = 0; i < rounds; i++) {
            sum += turn.run();
        }
        return sum;
    }
}
