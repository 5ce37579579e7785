package io.sallyport.dpdk.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C13.5")
class StoreWatchTest {
    private final TableMemory memory = TableMemory.allocateOnNormalPages(4096);
    private final long at = memory.address() + 64;
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        memory.close();
    }

    private StoreWatch watch() {
        return StoreWatch.open(
                at,
                64,
                (address, bytes) -> seen.add("%d+%d %d".formatted(address - at, bytes, Memory.getByte(address))));
    }

    @Test
    void eachStoreIsShownWithWhatItWritesOver() {
        StoreWatch watch = watch();
        try (watch) {
            Memory.putByte(at, 1);
            Memory.putShort(at, 2);
            Memory.putInt(at, 3);
            Memory.putLong(at, 4);
            Memory.putIntRelease(at, 5);
            Memory.putLongRelease(at, 6);
            Memory.putByteOpaque(at, 7);
            Memory.putLongOpaque(at, 8);
            Memory.putIntBE(at + 60, 9);
        }
        Memory.putByte(at, 9);
        assertThat(seen)
                .containsExactly("0+1 0", "0+2 1", "0+4 2", "0+8 3", "0+4 4", "0+8 5", "0+1 6", "0+8 7", "60+4 0");
    }

    @Test
    void whatIsNoSingleStoreIsShownInPiecesOfEightBytes() {
        StoreWatch watch = watch();
        try (watch) {
            Memory.clear(at + 4, 16);
            Memory.copy(at - 64, at - 8, 24);
            Memory.put(at + 56, new byte[16]);
        }
        assertThat(seen).containsExactly("4+4 0", "8+8 0", "16+4 0", "0+8 0", "8+8 0", "56+8 0");
    }

    @Test
    void storesElsewhereAndOfOtherThreadsAreNotShown() throws InterruptedException {
        StoreWatch watch = watch();
        try (watch) {
            Memory.putLong(at - 8, 1);
            Memory.putLong(at + 64, 1);
            Thread.ofPlatform().start(() -> Memory.putLong(at, 1)).join();
        }
        assertThat(seen).isEmpty();
        assertThat(Memory.getLong(at)).isEqualTo(1);
    }

    @Test
    void aThreadHasOneWatch() {
        StoreWatch watch = watch();
        try (watch) {
            assertThatThrownBy(this::watch)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("close it first");
        }
    }
}
