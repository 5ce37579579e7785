package io.sallyport.dpdk.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private final TableMemory memory = TableMemory.allocate(64);
    private final long base = memory.address();

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void writesNetworkAndNativeByteOrder() {
        Memory.putShortBE(base + 1, 0x1_0203);
        Memory.putIntBE(base + 3, 0x04050607);
        Memory.putShort(base + 7, 0x0908);
        Memory.putInt(base + 9, 0x0d0c0b0a);
        Memory.putLong(base + 13, 0x1514_1312_1110_0f0eL);
        assertThat(Memory.bytes(base, 22))
                .containsExactly(0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 0);
    }

    @Test
    void readsUnsignedWhatItWrote() {
        Memory.putByte(base, 0x1ff);
        Memory.putShort(base + 1, -2);
        Memory.putIntBE(base + 3, -3);
        assertThat(Memory.getByte(base)).isEqualTo(255);
        assertThat(Memory.getShort(base + 1)).isEqualTo(0xfffe);
        assertThat(Memory.getShortBE(base + 1)).isEqualTo(0xfeff);
        assertThat(Memory.getIntBE(base + 3)).isEqualTo(-3);
    }

    @Test
    void orderedAccessorsReadWhatTheyWroteAndNeedAlignment() {
        Memory.putIntRelease(base + 4, 0x12345678);
        Memory.putLongRelease(base + 8, -9);
        Memory.putLongOpaque(base + 16, 1L << 40);
        assertThat(Memory.getIntAcquire(base + 4)).isEqualTo(0x12345678);
        assertThat(Memory.getLongAcquire(base + 8)).isEqualTo(-9);
        assertThat(Memory.getLongOpaque(base + 16)).isEqualTo(1L << 40);
        assertThatThrownBy(() -> Memory.getIntAcquire(base + 2)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Memory.putLongRelease(base + 4, 0)).isInstanceOf(AssertionError.class);
    }

    @Test
    void copiesOverlappingAreasAndClears() {
        Memory.put(base, new byte[] {1, 2, 3, 4, 5});
        Memory.copy(base, base + 2, 5);
        assertThat(Memory.bytes(base, 8)).containsExactly(1, 2, 1, 2, 3, 4, 5, 0);
        Memory.clear(base + 1, 3);
        assertThat(Memory.bytes(base, 8)).containsExactly(1, 0, 0, 0, 3, 4, 5, 0);
    }

    @Test
    void refusesEveryKindOfAccessBeyondEnd() {
        long end = base + 64;
        assertThat(Memory.getLong(end - 8)).isZero();
        assertRefused(() -> Memory.getByte(end));
        assertRefused(() -> Memory.putByte(base - 1, 0));
        assertRefused(() -> Memory.getShortBE(end - 1));
        assertRefused(() -> Memory.putInt(end - 3, 0));
        assertRefused(() -> Memory.getLong(end - 7));
        assertRefused(() -> Memory.putLongOpaque(end, 0));
        assertRefused(() -> Memory.copy(base, end - 3, 4));
        assertRefused(() -> Memory.copy(end - 3, base, 4));
        assertRefused(() -> Memory.clear(end - 3, 4));
        assertRefused(() -> Memory.bytes(end - 3, 4));
        assertRefused(() -> Memory.put(end - 3, new byte[4]));
    }

    private static void assertRefused(Runnable access) {
        assertThatThrownBy(access::run).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
