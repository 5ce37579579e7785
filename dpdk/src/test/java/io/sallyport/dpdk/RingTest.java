package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dpdk.memory.Memory;
import io.sallyport.dpdk.memory.TableMemory;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("C3.9")
class RingTest {
    private static final int SIZE = 16;
    private static final int STEPS = 20_000;
    /** Shortly before the 32-bit indices wrap. */
    private static final int BEFORE_WRAP = -100;

    private static final long POINTERS = DpdkProcess.POINTERS.address();
    private static final Call DPDK_ENQUEUE =
            Call.returningInt("sallyport_ring_enqueue", Native.LONG, Native.LONG, Native.INT);
    private static final Call DPDK_DEQUEUE =
            Call.returningInt("sallyport_ring_dequeue", Native.LONG, Native.LONG, Native.INT);

    private final Ring ring = create();

    /** Which of the two implementations works at each end. */
    enum Ends {
        JAVA_TO_JAVA(true, true),
        JAVA_TO_DPDK(true, false),
        DPDK_TO_JAVA(false, true);

        final boolean javaProduces;
        final boolean javaConsumes;

        Ends(boolean javaProduces, boolean javaConsumes) {
            this.javaProduces = javaProduces;
            this.javaConsumes = javaConsumes;
        }
    }

    private static Ring create() {
        assertThat(DpdkProcess.EAL.sockets()).isPositive();
        return Rings.create("ring-test", SIZE, -1);
    }

    @BeforeEach
    void moveIndicesToWrap() {
        for (int index : new int[] {Ring.PROD_HEAD, Ring.PROD_TAIL, Ring.CONS_HEAD, Ring.CONS_TAIL}) {
            Memory.putInt(ring.address() + index, BEFORE_WRAP);
        }
    }

    @AfterEach
    void freeRing() {
        Rings.free(ring);
    }

    @ParameterizedTest
    @EnumSource
    void behavesAsQueueAcrossWrapOfIndices(Ends ends) {
        long seed = 20_261_122L + ends.name().hashCode();
        SplittableRandom random = new SplittableRandom(seed);
        ArrayDeque<Long> reference = new ArrayDeque<>();
        long next = 1;
        for (int step = 0; step < STEPS; step++) {
            int count = random.nextInt(SIZE + 3);
            if (random.nextBoolean()) {
                int done = enqueue(ends, next, count);
                assertThat(done).as("seed %d step %d", seed, step).isEqualTo(Math.min(count, 15 - reference.size()));
                for (int i = 0; i < done; i++) {
                    reference.add(next++);
                }
            } else {
                int done = dequeue(ends, count);
                assertThat(done).as("seed %d step %d", seed, step).isEqualTo(Math.min(count, reference.size()));
                for (int i = 0; i < done; i++) {
                    assertThat(Memory.getLong(POINTERS + 8L * i)).isEqualTo(reference.remove());
                }
            }
            assertThat(ring.count()).isEqualTo(reference.size());
            assertThat(ring.free()).isEqualTo(15 - reference.size());
        }
        assertThat(Memory.getInt(ring.address() + Ring.PROD_TAIL))
                .as("the index has wrapped")
                .isPositive();
    }

    private int enqueue(Ends ends, long first, int count) {
        for (int i = 0; i < count; i++) {
            Memory.putLong(POINTERS + 8L * i, first + i);
        }
        return ends.javaProduces
                ? ring.enqueue(POINTERS, count)
                : DPDK_ENQUEUE.integer(ring.address(), POINTERS, count);
    }

    private int dequeue(Ends ends, int max) {
        return ends.javaConsumes ? ring.dequeue(POINTERS, max) : DPDK_DEQUEUE.integer(ring.address(), POINTERS, max);
    }

    /** Yielding only saves time where the machine has fewer CPUs than work; the order does not hang on it. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void letOtherThreadRun() {
        Thread.yield();
    }

    @ParameterizedTest
    @EnumSource
    void passesEverythingInOrderBetweenTwoThreads(Ends ends) {
        int total = ends == Ends.JAVA_TO_JAVA ? 300_000 : 30_000;
        // Only ends a run in which one side waits for ever.
        long deadline = System.nanoTime() + 60_000_000_000L;
        try (TableMemory out = TableMemory.allocate(8 * 8);
                TableMemory in = TableMemory.allocate(8 * 8)) {
            CompletableFuture<Void> producer =
                    CompletableFuture.runAsync(() -> produce(ends, out.address(), total, deadline));
            long expected = 1;
            while (expected <= total && !producer.isCompletedExceptionally() && System.nanoTime() < deadline) {
                int n = ends.javaConsumes
                        ? ring.dequeue(in.address(), 8)
                        : DPDK_DEQUEUE.integer(ring.address(), in.address(), 8);
                for (int i = 0; i < n; i++) {
                    assertThat(Memory.getLong(in.address() + 8L * i)).isEqualTo(expected++);
                }
                if (n == 0) {
                    letOtherThreadRun();
                }
            }
            producer.join();
            assertThat(expected).isEqualTo(total + 1L);
        }
    }

    private void produce(Ends ends, long out, int total, long deadline) {
        long next = 1;
        while (next <= total && System.nanoTime() < deadline) {
            int n = (int) Math.min(8, total + 1 - next);
            for (int i = 0; i < n; i++) {
                Memory.putLong(out + 8L * i, next + i);
            }
            int done = ends.javaProduces ? ring.enqueue(out, n) : DPDK_ENQUEUE.integer(ring.address(), out, n);
            next += done;
            if (done == 0) {
                letOtherThreadRun();
            }
        }
    }

    @Test
    void laysOutRingThatDpdkUnderstandsInMemoryOfItsOwn() {
        try (TableMemory memory = TableMemory.allocate(Ring.bytes(8))) {
            Ring own = Ring.initialize(memory.address(), 8);
            assertThat(own.capacity()).isEqualTo(7);
            assertThatThrownBy(() -> Ring.initialize(memory.address(), 12)).hasMessageContaining("12");
            Memory.putLong(POINTERS, 42);
            assertThat(own.enqueue(POINTERS, 1)).isEqualTo(1);
            Memory.putLong(POINTERS, 0);
            assertThat(DPDK_DEQUEUE.integer(own.address(), POINTERS, 4)).isEqualTo(1);
            assertThat(Memory.getLong(POINTERS)).isEqualTo(42);
        }
    }

    @Test
    void refusesTakenNameAndOddSizeAndFreesItsMemory() {
        assertThatThrownBy(() -> Rings.create("ring-test", SIZE, -1))
                .isInstanceOf(DpdkException.class)
                .hasMessageContaining("rte_ring_create(ring-test, 16 elements")
                .hasMessageContaining("File exists");
        assertThatThrownBy(() -> Rings.create("odd", 12, -1)).hasMessageContaining("Invalid argument");
        Ring other = Rings.create("other", 8, -1);
        assertThat(other.free()).isEqualTo(7);
        Rings.free(other);
        assertThatThrownBy(other::free).isInstanceOf(IndexOutOfBoundsException.class);
        Rings.free(Rings.create("other", 8, -1));
    }
}
