package io.sallyport.dataplane.fragment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dataplane.session.ArenaMemory;
import io.sallyport.dataplane.session.HeapAllocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentTableTest {
    private static final int UDP = 17;
    private static final int TIMEOUT = 2000;
    private static final long FLOW = 0x0a000001_c0000201L;
    private static final int NONE_HELD = 0;

    private final ArenaMemory memory = new ArenaMemory();
    private final FragmentTable table = table(4096);

    @AfterEach
    void free() {
        memory.close();
    }

    private FragmentTable table(int capacity) {
        return new FragmentTable(memory, capacity, TIMEOUT, 4711);
    }

    private int arrive(int offset, int length, boolean more) {
        return table.arrive(FLOW, UDP, 7, offset, length, more, 1000);
    }

    @ParameterizedTest(name = "{0}+{1} more={2} after 16..31 and 48..59, the last: {3}")
    @CsvSource({
        "0, 16, true, true",
        "32, 16, true, true",
        "8, 8, true, true",
        "16, 16, true, false", // the same again
        "8, 16, true, false", // the beginning
        "24, 16, true, false", // the end
        "24, 8, true, false", // within
        "0, 48, true, false", // round it
        "40, 16, true, false", // the last one's beginning
        "48, 12, false, false", // the last one again
        "56, 8, true, false", // what the last one left of its unit
        "64, 8, true, false", // beyond the end
        "64, 3, false, false", // another end, later
        "32, 9, false, false", // another end, earlier
    })
    @Tag("C12.4")
    void takesNoByteTwiceAndNoneBeyondTheEnd(int offset, int length, boolean more, boolean taken) {
        int entry = arrive(16, 16, true);
        assertThat(arrive(48, 12, false)).isEqualTo(entry);
        assertThat(arrive(offset, length, more)).isEqualTo(taken ? entry : FragmentTable.OVERLAP);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    @Tag("C12.4")
    void refusesALastFragmentThatEndsBeforeWhatHasCome() {
        int entry = arrive(800, 80, true);
        assertThat(arrive(0, 100, false)).isEqualTo(FragmentTable.OVERLAP);
        assertThat(arrive(880, 1, false)).as("the refused one left no trace").isEqualTo(entry);
        assertThat(arrive(0, 800, true)).isEqualTo(entry);
    }

    @Test
    void aRefusedFragmentLeavesNothingMarked() {
        int entry = arrive(512, 8, true);
        assertThat(arrive(0, 520, true)).isEqualTo(FragmentTable.OVERLAP);
        assertThat(arrive(0, 512, true)).isEqualTo(entry);
    }

    @ParameterizedTest(name = "{0} bytes in fragments of {1}")
    @CsvSource({"65535, 8", "65535, 512", "65535, 1480", "65528, 65520", "1000, 8", "520, 8", "9, 8", "4097, 64"})
    void followsADatagramOfAnySizeInAnyOrderUntilAllOfItHasCome(int size, int each) {
        List<Integer> offsets = new ArrayList<>();
        for (int offset = 0; offset < size; offset += each) {
            offsets.add(offset);
        }
        Collections.shuffle(offsets, new Random(size));
        int entry =
                arrive(offsets.getFirst(), Math.min(each, size - offsets.getFirst()), offsets.getFirst() + each < size);
        assertThat(entry).isNotNegative();
        table.teach(entry, 0);
        for (int offset : offsets.subList(1, offsets.size())) {
            table.settle(entry);
            assertThat(table.size())
                    .as("forgotten too early, before %d", offset)
                    .isEqualTo(1);
            assertThat(arrive(offset, Math.min(each, size - offset), offset + each < size))
                    .isEqualTo(entry);
        }
        table.settle(entry);
        assertThat(table.size()).isZero();
    }

    @Test
    void holdsMoreThan64FragmentsOfADatagramAndReleasesThemInOrderOfArrival() {
        FragmentTable large = table(8000);
        int entry = -1;
        for (int n = 1; n <= 1000; n++) {
            entry = large.arrive(FLOW, UDP, 7, 8 * (1001 - n), 8, n > 1, 0);
            assertThat(large.hold(entry, 0x1000L + n)).isTrue();
        }
        assertThat(large.held()).isEqualTo(1000);
        assertThat(large.arrive(FLOW, UDP, 7, 0, 8, true, 0)).isEqualTo(entry);
        large.teach(entry, 0x12345678);
        for (int n = 1; n <= 1000; n++) {
            large.settle(entry);
            assertThat(large.known(entry)).isTrue();
            assertThat(large.ports(entry)).isEqualTo(0x12345678);
            assertThat(large.release(entry)).isEqualTo(0x1000L + n);
        }
        assertThat(large.release(entry)).isZero();
        large.settle(entry);
        assertThat(large.size()).isZero();
    }

    @ParameterizedTest(name = "known {0}, held {1}, complete {2}")
    @CsvSource({"true, false, true, 0", "false, false, true, 1", "true, true, true, 1", "true, false, false, 1"})
    void forgetsADatagramOnlyWhenAllOfItHasPassed(boolean known, boolean holds, boolean complete, int left) {
        int entry = arrive(0, 8, true);
        assertThat(arrive(16, 4, false)).isEqualTo(entry);
        if (complete) {
            arrive(8, 8, true);
        }
        if (holds) {
            assertThat(table.hold(entry, 99)).isTrue();
        }
        if (known) {
            table.teach(entry, 0);
        }
        table.settle(entry);
        assertThat(table.size()).isEqualTo(left);
    }

    @Test
    void beginsAnewWhenAnIdentificationComesAgainAfterItsDatagramHasPassed() {
        passTheSameDatagramOverAndOver();
    }

    private void passTheSameDatagramOverAndOver() {
        for (int round = 0; round < 20_000; round++) {
            int entry = arrive(0, 1480, true);
            assertThat(table.known(entry)).as("round %d", round).isFalse();
            assertThat(table.ports(entry)).isZero();
            table.teach(entry, round);
            table.settle(entry);
            assertThat(arrive(1480, 100, false)).isEqualTo(entry);
            assertThat(table.ports(entry)).isEqualTo(round);
            table.settle(entry);
            assertThat(table.size()).isZero();
        }
    }

    @Test
    void tellsDatagramsApartByEachPartOfTheirName() {
        List<Integer> entries = List.of(
                table.arrive(FLOW, UDP, 7, 0, 8, true, 0),
                table.arrive(FLOW, UDP, 8, 0, 8, true, 0),
                table.arrive(FLOW, 6, 7, 0, 8, true, 0),
                table.arrive(FLOW + 1, UDP, 7, 0, 8, true, 0),
                table.arrive(FLOW + (1L << 32), UDP, 7, 0, 8, true, 0),
                table.arrive(FLOW, UDP, 0xff07, 0, 8, true, 0));
        assertThat(entries).doesNotHaveDuplicates().allMatch(entry -> entry >= 0);
        assertThat(table.arrive(FLOW, UDP, 0xff07, 8, 8, true, 0)).isEqualTo(entries.get(5));
    }

    @ParameterizedTest(name = "{0} datagrams: {1} of one source")
    @CsvSource({"1, 1", "64, 64", "65, 64", "512, 64", "520, 65", "4096, 512"})
    @Tag("C12.2")
    void givesOneSourceItsShareAndNoMore(int capacity, int share) {
        FragmentTable limited = table(capacity);
        for (int n = 0; n < share; n++) {
            int entry = limited.arrive(FLOW, UDP, n, 8, 8, true, 0);
            assertThat(entry).isNotNegative();
            assertThat(limited.hold(entry, n + 1)).isTrue();
        }
        assertThat(limited.arrive(FLOW + (9L << 32), UDP, 1, 8, 8, true, 0)).isEqualTo(FragmentTable.FULL);
        int known = limited.arrive(FLOW, UDP, 0, 16, 8, true, 0);
        assertThat(known).as("a datagram that is followed goes on").isNotNegative();
        assertThat(limited.hold(known, 4711)).isFalse();

        boolean room = capacity > share;
        int other = limited.arrive(FLOW + 1, UDP, 0, 8, 8, true, 0);
        assertThat(other >= 0).as("room for another source").isEqualTo(room);
        assertThat(room && limited.hold(other, 4712)).isEqualTo(room);

        assertThat(limited.release(known)).isEqualTo(1);
        assertThat(limited.hold(known, 4713)).as("as one was released").isTrue();
        assertThat(limited.release(known)).isEqualTo(4713);
        limited.forget(known);
        assertThat(limited.arrive(FLOW, UDP, 4711, 8, 8, true, 0)).isNotNegative();
    }

    @Test
    @Tag("C12.2")
    void isFullWithAsManyDatagramsAndHeldFragmentsAsItWasMadeFor() {
        FragmentTable small = table(100);
        for (int n = 0; n < 100; n++) {
            int entry = small.arrive(n / 10, UDP, n, 8, 8, true, 0);
            assertThat(small.hold(entry, n + 1)).isTrue();
        }
        assertThat(small.arrive(77, UDP, 1, 8, 8, true, 0)).isEqualTo(FragmentTable.FULL);
        int known = small.arrive(3, UDP, 33, 16, 8, true, 0);
        assertThat(small.hold(known, 4711)).as("its source has but ten").isFalse();
        assertThat(small.size()).isEqualTo(100);
        assertThat(small.held()).isEqualTo(100);
    }

    @Test
    void findsWhoseTimeIsUpInOrderOfTheFirstComers() {
        int first = table.arrive(FLOW, UDP, 1, 0, 8, true, 1000);
        int second = table.arrive(FLOW, UDP, 2, 0, 8, true, 1001);
        int third = table.arrive(FLOW, UDP, 3, 0, 8, true, 1001);
        assertThat(table.arrive(FLOW, UDP, 1, 8, 8, true, 2999))
                .as("does not prolong it")
                .isEqualTo(first);
        assertThat(table.expired(2999)).isEqualTo(-1);
        assertThat(table.expired(3000)).isEqualTo(first);
        assertThat(table.expired(3000)).as("until it is forgotten").isEqualTo(first);
        table.forget(first);
        assertThat(table.expired(3000)).isEqualTo(-1);
        table.forget(second);
        assertThat(table.expired(Long.MAX_VALUE / 2)).isEqualTo(third);
        table.forget(third);
        assertThat(table.expired(Long.MAX_VALUE / 2)).isEqualTo(-1);
    }

    @Test
    void doesNotFindADatagramWhoseTimeIsUpBeforeItIsDrained() {
        int old = table.arrive(FLOW, UDP, 1, 0, 8, true, 1000);
        table.teach(old, 4711);
        assertThat(table.hold(old, 99)).isTrue();
        int fresh = table.arrive(FLOW, UDP, 1, 8, 8, true, 3000);
        assertThat(fresh).isNotNegative().isNotEqualTo(old);
        assertThat(table.known(fresh))
                .as("the old ports are not for the new datagram")
                .isFalse();
        assertThat(table.release(fresh)).isEqualTo(NONE_HELD);
        assertThat(table.expired(3000)).isEqualTo(old);
        assertThat(table.release(old)).isEqualTo(99);
        table.forget(old);
        assertThat(table.arrive(FLOW, UDP, 1, 0, 8, true, 3001)).isEqualTo(fresh);
    }

    @Test
    void forgettingWhatIsHeldIsAMistakeThatAssertionsCatch() {
        int entry = arrive(8, 8, true);
        table.hold(entry, 99);
        assertThatThrownBy(() -> table.forget(entry)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 100, 4096})
    @Tag("C11.2")
    void takesTheMemoryItSays(int capacity) {
        try (ArenaMemory counted = new ArenaMemory()) {
            assertThat(new FragmentTable(counted, capacity, 1, 1).size()).isZero();
            assertThat(counted.bytes()).isEqualTo(FragmentTable.bytes(capacity));
            assertThat(counted.bytes() - 8).isBetween(1160L * capacity, 1176L * capacity);
        }
    }

    @Test
    @Tag("C11.2")
    void allocatesNothingOnTheHeap() {
        passTheSameDatagramOverAndOver();
        assertThat(HeapAllocation.of(() -> {
                    for (int n = 0; n < 2000; n++) {
                        int entry = table.arrive(FLOW, UDP, n, 8, 8, true, n * 10L);
                        table.hold(entry, n + 1L);
                        for (int old = table.expired(n * 10L); old >= 0; old = table.expired(n * 10L)) {
                            table.release(old);
                            table.forget(old);
                        }
                    }
                }))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, FragmentTable.MOST + 1})
    void refusesACapacityItCannotHave(int capacity) {
        assertThatThrownBy(() -> table(capacity))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a table for %d datagrams in fragments was asked for; 1 to 1048576 can be had", capacity);
    }

    @Test
    void refusesATimeoutOfNoTime() {
        assertThatThrownBy(() -> new FragmentTable(memory, 64, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 ms");
    }
}
