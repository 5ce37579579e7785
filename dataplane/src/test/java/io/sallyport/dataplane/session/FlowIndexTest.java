package io.sallyport.dataplane.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dpdk.memory.Memory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes are made up here, so that tags collide and buckets fill as no seed would let them. */
class FlowIndexTest {
    private static final int SESSIONS = 4096;

    private final ArenaMemory memory = new ArenaMemory();
    private final long lines = memory.allocate((long) SESSIONS * SessionLine.SIZE, "lines");

    @AfterEach
    void free() {
        memory.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @Tag("C11.3")
    @Tag("C4.7")
    void agreesWithAMapWhileTagsCollideAndBucketsOverflow(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FlowIndex index = new FlowIndex(memory, 64, seed % 2 == 0, lines, "test");
        int tags = 1 + random.nextInt(40);
        Map<Integer, Long> model = new HashMap<>();
        int refused = 0;
        for (int step = 0; step < 20_000; step++) {
            int session = random.nextInt(200);
            Long known = model.get(session);
            if (known != null && random.nextInt(3) == 0) {
                assertThat(index.remove(known, session)).isTrue();
                model.remove(session);
            } else if (known == null) {
                long hash = hash(random.nextInt(tags), random.nextInt(16));
                writeKey(session, hash, seed % 2 == 0);
                if (index.insert(hash, session)) {
                    model.put(session, hash);
                } else {
                    refused++;
                }
            }
            verify(index, model, random.nextInt(200), seed % 2 == 0, "seed " + seed + " step " + step);
        }
        for (int session = 0; session < 200; session++) {
            verify(index, model, session, seed % 2 == 0, "seed " + seed + " at the end");
        }
        assertThat(refused).as("the test is about full buckets").isPositive();
        model.forEach((session, hash) -> assertThat(index.remove(hash, session)).isTrue());
        assertThat(index.size()).isZero();
        assertThat(isAllZero(index)).as("nothing is left behind").isTrue();
    }

    private void verify(FlowIndex index, Map<Integer, Long> model, int session, boolean outbound, String when) {
        Long hash = model.get(session);
        assertThat(index.size()).as(when).isEqualTo(model.size());
        if (hash == null) {
            assertThat(index.remove(hash(1, session % 16), session)).as(when).isFalse();
        } else {
            long line = lines + (long) session * SessionLine.SIZE;
            long addresses = outbound ? SessionLine.outKeyAddresses(line) : SessionLine.inKeyAddresses(line);
            assertThat(index.find(hash, addresses, session, 17)).as(when).isEqualTo(session);
            assertThat(index.find(hash, addresses, session, 6)).as(when).isEqualTo(-1);
            assertThat(index.find(hash, addresses, session + 1000, 17)).as(when).isEqualTo(-1);
            assertThat(index.find(hash, ~addresses, session, 17)).as(when).isEqualTo(-1);
        }
    }

    private boolean isAllZero(FlowIndex index) {
        for (byte value : Memory.bytes(index.bucket(0), 16 * Bucket.SIZE)) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    @Tag("C12.2")
    void refusesOnlyWhenBothBucketsAreFullAndNothingInThemCanMove() {
        FlowIndex index = new FlowIndex(memory, 64, true, lines, "test");
        for (int session = 0; session < 16; session++) {
            assertThat(index.insert(hash(7, 3), session)).isTrue();
        }
        byte[] before = Memory.bytes(index.bucket(0), 16 * Bucket.SIZE);
        assertThat(index.insert(hash(7, 3), 16)).isFalse();
        assertThat(index.size()).isEqualTo(16);
        assertThat(Memory.bytes(index.bucket(0), 16 * Bucket.SIZE)).isEqualTo(before);

        assertThat(index.remove(hash(7, 3), 9)).isTrue();
        assertThat(index.insert(hash(7, 3), 16)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("C12.2")
    void movesOneEntryOfEitherBucketAwayWhenBothAreFull(boolean fromPrimary) {
        FlowIndex index = new FlowIndex(memory, 64, true, lines, "test");
        long hash = hash(7, 3);
        long bucket = fromPrimary ? index.bucket(hash) : index.other(index.bucket(hash), 7);
        int number = (int) ((bucket - index.bucket(0)) / Bucket.SIZE);
        long strange = hash(tagWithAnotherStep(index, 7), number);
        insert(index, strange, 100);
        for (int session = 0; session < 15; session++) {
            assertThat(insert(index, hash, session)).isTrue();
        }
        assertThat(insert(index, hash, 15)).as("makes the stranger move").isTrue();
        assertThat(index.find(strange, strange, 100, 17)).isEqualTo(100);
        assertThat(index.find(hash, hash, 15, 17)).isEqualTo(15);
        assertThat(insert(index, hash, 16)).isFalse();
    }

    @Test
    @Tag("C11.3")
    @Tag("C11.5")
    void findTouchesOneBucketAndASecondOneOnlyAfterAnOverflow() {
        long buckets = memory.allocate(16L * Bucket.SIZE, "buckets");
        FlowIndex index = new FlowIndex((bytes, what) -> buckets, 64, true, lines, "test");
        for (int session = 0; session < 8; session++) {
            writeKey(session, hash(7, 3), true);
            index.insert(hash(7, 3), session);
        }
        long primary = index.bucket(hash(7, 3));
        long other = index.other(primary, 7);
        memory.hide(buckets);
        memory.show(primary, Bucket.SIZE);
        assertThat(index.find(hash(7, 3), hash(7, 3), 5, 17)).isEqualTo(5);
        assertThat(index.find(hash(7, 3), hash(7, 3), 999, 17)).isEqualTo(-1);

        memory.show(other, Bucket.SIZE);
        writeKey(8, hash(7, 3), true);
        assertThat(index.insert(hash(7, 3), 8)).isTrue();
        assertThat(index.find(hash(7, 3), hash(7, 3), 8, 17)).isEqualTo(8);
        memory.hide(other);
        assertThatThrownBy(() -> index.find(hash(7, 3), hash(7, 3), 8, 17))
                .isInstanceOf(IndexOutOfBoundsException.class);
        memory.show(other, Bucket.SIZE);
        assertThat(index.remove(hash(7, 3), 8)).isTrue();
        memory.hide(other);
        assertThat(index.find(hash(7, 3), hash(7, 3), 999, 17)).isEqualTo(-1);
    }

    @Test
    @Tag("C11.3")
    void insertTouchesNoMoreBucketsThanStated() {
        int count = 1024;
        long buckets = memory.allocate((long) count * Bucket.SIZE, "buckets");
        FlowIndex index = new FlowIndex((bytes, what) -> buckets, count * 4, true, lines, "test");
        int session = 0;
        // Fill every bucket with entries that cannot move, since their other bucket is full as well.
        for (int bucket = 0; bucket < count; bucket++) {
            for (int tag = 1; tag <= 64; tag++) {
                index.insert(hash(tag * 601, bucket), session++ % SESSIONS);
            }
        }
        assertThat(index.size()).isEqualTo(count * Bucket.ENTRIES);
        long primary = index.bucket(hash(0x1234, 77));
        long other = index.other(primary, 0x1234);
        TreeSet<Long> allowed = new TreeSet<>(List.of(primary, other));
        for (long bucket : new long[] {primary, other}) {
            for (int entry = 0; entry < Bucket.ENTRIES; entry++) {
                allowed.add(index.other(bucket, Bucket.tag(bucket, entry)));
            }
        }
        assertThat(allowed).hasSizeLessThanOrEqualTo(FlowIndex.MOST_BUCKETS_TO_INSERT);
        memory.hide(buckets);
        allowed.forEach(bucket -> memory.show(bucket, Bucket.SIZE));
        assertThat(index.insert(hash(0x1234, 77), 1)).isFalse();
        assertThat(index.remove(hash(0x1234, 77), 1)).isFalse();
    }

    @Test
    @Tag("C11.4")
    void candidateIsASessionOfThePrimaryBucketWithTheTag() {
        FlowIndex index = new FlowIndex(memory, 64, true, lines, "test");
        assertThat(index.candidate(hash(7, 3))).isEqualTo(-1);
        index.insert(hash(8, 3), 40);
        assertThat(index.candidate(hash(7, 3))).isEqualTo(-1);
        index.insert(hash(7, 3), 41);
        assertThat(index.candidate(hash(7, 3))).isEqualTo(41);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 16, 1000, 100_000})
    void otherBucketIsAnotherOneAndLeadsBack(int entries) {
        FlowIndex index = new FlowIndex(memory, entries, true, lines, "test");
        long bytes = FlowIndex.bytes(entries);
        for (int tag = 1; tag <= 0xffff; tag++) {
            long bucket = index.bucket(tag * 0x9e3779b97f4a7c15L);
            long other = index.other(bucket, tag);
            assertThat(other).isNotEqualTo(bucket);
            assertThat(index.other(other, tag)).isEqualTo(bucket);
            assertThat(other - index.bucket(0)).isBetween(0L, bytes - Bucket.SIZE);
            assertThat(other % Bucket.SIZE).isZero();
        }
    }

    @Test
    void takes16To32BytesPerSession() {
        for (int entries = 8; entries < FlowIndex.MOST_ENTRIES / 2; entries += 1 + entries / 7) {
            assertThat((double) FlowIndex.bytes(entries) / entries)
                    .as("%d entries", entries)
                    .isBetween(16.0, entries < 1000 ? 36.0 : 32.2);
        }
        assertThat(FlowIndex.bytes(1_000_000)).isEqualTo(16L << 20);
        assertThat(FlowIndex.bytes(FlowIndex.MOST_ENTRIES)).isEqualTo(2L << 30);
    }

    @Test
    void refusesASizeItCannotHave() {
        assertThatThrownBy(() -> new FlowIndex(memory, 0, true, lines, "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a table for 0 sessions was asked for; 1 to 134217728 can be had");
        assertThatThrownBy(() -> FlowIndex.bytes(FlowIndex.MOST_ENTRIES + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A hash that has this tag and this primary bucket. */
    private static long hash(int tag, int bucket) {
        return ((long) tag << 48) | bucket;
    }

    /** A key that differs for each session: the hash as addresses, the session's index as ports. */
    private void writeKey(int session, long hash, boolean outbound) {
        long line = lines + (long) session * SessionLine.SIZE;
        Memory.putLong(line + (outbound ? SessionLine.OUT_KEY_ADDRESSES : SessionLine.IN_KEY_ADDRESSES), hash);
        Memory.putInt(line + (outbound ? SessionLine.OUT_KEY_PORTS : SessionLine.IN_KEY_PORTS), session);
        Memory.putByte(line + SessionLine.PROTOCOL, 17);
    }

    private boolean insert(FlowIndex index, long hash, int session) {
        writeKey(session, hash, true);
        return index.insert(hash, session);
    }

    private static int tagWithAnotherStep(FlowIndex index, int tag) {
        long bucket = index.bucket(0);
        int another = tag + 1;
        while (index.other(bucket, another) == index.other(bucket, tag)) {
            another++;
        }
        return another;
    }
}
