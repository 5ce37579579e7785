package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dpdk.memory.Memory;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MbufPoolTest {
    private static final int SIZE = 127;
    private static final int ROOM = Mbuf.HEADROOM + 256;
    private static final long POINTERS = DpdkProcess.POINTERS.address();

    @BeforeAll
    static void startDpdk() {
        assertThat(DpdkProcess.EAL.sockets()).isPositive();
    }

    @Test
    @Tag("C12.1")
    void givesAllOrNothingAndTakesBack() {
        try (MbufPool pool = MbufPool.create("exhaust", SIZE, 0, ROOM, -1)) {
            assertThat(pool.allocate(POINTERS, SIZE - 1)).isEqualTo(SIZE - 1);
            assertThat(pool.allocate(POINTERS + 8L * SIZE, 2)).isZero();
            assertThat(pool.available()).isEqualTo(1);
            assertThat(pool.allocate(POINTERS + 8L * (SIZE - 1), 1)).isEqualTo(1);
            assertThat(pool.allocate(POINTERS + 8L * SIZE, 1)).isZero();
            assertThat(pool.inUse()).isEqualTo(SIZE);
            assertThat(distinct(SIZE)).hasSize(SIZE);
            MbufPool.free(POINTERS, SIZE);
            assertThat(pool.available()).isEqualTo(SIZE);
            assertThat(pool.inUse()).isZero();
        }
    }

    @Test
    void givesEmptyBuffersAlsoAfterUse() {
        try (MbufPool pool = MbufPool.create("empty", 1, 0, ROOM, -1)) {
            for (int round = 0; round < 2; round++) {
                assertThat(pool.allocate(POINTERS, 1)).isEqualTo(1);
                long mbuf = Memory.getLong(POINTERS);
                assertThat(Mbuf.capacity(mbuf)).isEqualTo(256);
                assertThat(Mbuf.dataLength(mbuf)).isZero();
                assertThat(Mbuf.packetLength(mbuf)).isZero();
                assertThat(Mbuf.segments(mbuf)).isEqualTo(1);
                assertThat(Mbuf.flags(mbuf)).isZero();
                assertThat(Mbuf.device(mbuf)).isEqualTo(0xffff);
                Mbuf.setLength(mbuf, 99);
                Mbuf.setDevice(mbuf, 3);
                MbufPool.free(POINTERS, 1);
            }
        }
    }

    @Test
    void letsItsBuffersBeTouchedOnlyWhileItIsOpen() {
        MbufPool pool = MbufPool.create("touch", SIZE, 0, ROOM, -1);
        pool.allocate(POINTERS, SIZE);
        long last = 0;
        for (int i = 0; i < SIZE; i++) {
            last = Memory.getLong(POINTERS + 8L * i);
            Memory.putByte(Mbuf.data(last) + Mbuf.capacity(last) - 1, 0x5a);
        }
        assertThat(Memory.getByte(Mbuf.data(last) + Mbuf.capacity(last) - 1)).isEqualTo(0x5a);
        MbufPool.free(POINTERS, SIZE);
        pool.close();
        long closed = last;
        assertThatThrownBy(() -> Memory.getByte(closed)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesTakenNameTooMuchMemoryAndImpossibleRoom() {
        try (MbufPool pool = MbufPool.create("taken", SIZE, 0, ROOM, -1)) {
            assertThat(pool.size()).isEqualTo(SIZE);
            assertThatThrownBy(() -> MbufPool.create("taken", SIZE, 0, ROOM, -1))
                    .isInstanceOf(DpdkException.class)
                    .hasMessageContaining("rte_pktmbuf_pool_create(taken, 127 mbufs of 384 bytes")
                    .hasMessageContaining("File exists");
        }
        assertThatThrownBy(() -> MbufPool.create("large", 1 << 24, 0, 2176, -1))
                .hasMessageContaining("Cannot allocate memory")
                .hasMessageContaining("give DPDK more memory");
        assertThatThrownBy(() -> MbufPool.create("room", SIZE, 0, 70_000, -1))
                .hasMessageContaining("70000 bytes is not within 128 to 65535");
    }

    private static Set<Long> distinct(int count) {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            seen.add(Memory.getLong(POINTERS + 8L * i));
        }
        return seen;
    }
}
