package io.sallyport.dpdk.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TableMemoryTest {
    private static final long HUGE = 2L << 20;
    private static final Pattern RANGE = Pattern.compile("(\\p{XDigit}+)-(\\p{XDigit}+) ");

    @Test
    void isZeroedAlignedAndOfTheSizeAskedFor() {
        try (TableMemory memory = TableMemory.allocate(HUGE + 4097)) {
            assertUsable(memory, HUGE + 4097);
        }
    }

    @Test
    void fallsBackToNormalPages() {
        try (TableMemory memory = TableMemory.allocateOnNormalPages(3 * HUGE + 10)) {
            assertThat(memory.hugePages()).isFalse();
            assertUsable(memory, 3 * HUGE + 10);
        }
    }

    @Test
    void takesHugepagesExactlyWhereTheSystemHasThem() throws IOException {
        boolean free = memInfo("HugePages_Free:") - memInfo("HugePages_Rsvd:") >= 1;
        try (TableMemory memory = TableMemory.allocate(HUGE)) {
            assertThat(memory.hugePages()).isEqualTo(free && memInfo("Hugepagesize:") == 2048);
            assertThat(number(mappingAt(memory.address()), "KernelPageSize:")).isEqualTo(memory.hugePages() ? 2048 : 4);
        }
    }

    @Test
    void isMappedWholeBeforeItIsTouched() throws IOException {
        try (TableMemory memory = TableMemory.allocateOnNormalPages(16 * HUGE)) {
            List<String> mapping = mappingAt(memory.address());
            assertThat(number(mapping, "Size:")).isGreaterThanOrEqualTo(16 * 2048);
            assertThat(number(mapping, "Rss:")).isEqualTo(number(mapping, "Size:"));
        }
    }

    @Test
    void cannotBeTouchedAfterCloseAndClosesTwice() {
        TableMemory memory = TableMemory.allocate(100);
        memory.close();
        memory.close();
        assertThatThrownBy(() -> Memory.getByte(memory.address())).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesMoreThanThereIsAndSaysWhatToDo() {
        assertThatThrownBy(() -> TableMemory.allocate(1L << 42))
                .isInstanceOf(OutOfNativeMemoryException.class)
                .hasMessageContaining("4398046511104 bytes")
                .hasMessageContaining("vm.nr_hugepages=2097152");
        assertThatThrownBy(() -> TableMemory.allocate(0)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> TableMemory.allocate(Long.MAX_VALUE)).isInstanceOf(OutOfNativeMemoryException.class);
    }

    private static void assertUsable(TableMemory memory, long bytes) {
        assertThat(memory.bytes()).isEqualTo(bytes);
        assertThat(memory.address() % HUGE).isZero();
        for (long at = 0; at < bytes; at += 4096) {
            assertThat(Memory.getByte(memory.address() + at)).isZero();
            Memory.putByte(memory.address() + at, 1);
        }
        Memory.putByte(memory.address() + bytes - 1, 2);
        assertThat(Memory.getByte(memory.address() + bytes - 1)).isEqualTo(2);
        assertThatThrownBy(() -> Memory.getByte(memory.address() + bytes))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static long memInfo(String key) throws IOException {
        return number(Files.readAllLines(Path.of("/proc/meminfo")), key);
    }

    /** Returns what Linux tells of the mapping that {@code address} lies in. */
    private static List<String> mappingAt(long address) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
        for (int i = 0; i < lines.size(); i++) {
            Matcher range = RANGE.matcher(lines.get(i));
            if (range.lookingAt()
                    && Long.parseUnsignedLong(range.group(1), 16) <= address
                    && address < Long.parseUnsignedLong(range.group(2), 16)) {
                return lines.subList(i, lines.size());
            }
        }
        throw new AssertionError("nothing is mapped at 0x%x".formatted(address));
    }

    private static long number(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
