package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dpdk.memory.Memory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RteMemoryTest {
    @BeforeAll
    static void startDpdk() {
        assertThat(DpdkProcess.EAL.sockets()).isPositive();
    }

    @Test
    void givesZeroedAlignedMemoryThatMayBeTouchedUntilFreed() {
        long address = RteMemory.allocate("table", 1000, 4096, -1);
        assertThat(address & 4095).isZero();
        assertThat(Memory.bytes(address, 1000)).containsOnly(0);
        assertThatThrownBy(() -> Memory.getByte(address + 1000)).isInstanceOf(IndexOutOfBoundsException.class);
        RteMemory.free(address);
        assertThatThrownBy(() -> Memory.getByte(address)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void saysThatMemoryIsShort() {
        assertThatThrownBy(() -> RteMemory.allocate("too much", 1L << 40, 64, -1))
                .isInstanceOf(DpdkException.class)
                .hasMessageContaining("too much, 1099511627776 bytes")
                .hasMessageContaining("give DPDK more memory");
    }

    @Test
    void prefetchesAnyAddressAndChangesNothing() {
        long address = RteMemory.allocate("prefetch", 4 * 8, 64, -1);
        long[] anywhere = {0, address, -1, 0x1234_5678_9abcL};
        for (int i = 0; i < anywhere.length; i++) {
            Memory.putLong(address + 8L * i, anywhere[i]);
        }
        Prefetch.lines(address, anywhere.length);
        Prefetch.lines(0, 0);
        for (int i = 0; i < anywhere.length; i++) {
            assertThat(Memory.getLong(address + 8L * i)).isEqualTo(anywhere[i]);
        }
        RteMemory.free(address);
    }
}
