package io.sallyport.dataplane.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BucketTest {
    private static final long SEED = 20260701;

    private final ArenaMemory memory = new ArenaMemory();
    private final long bucket = memory.allocate(Bucket.SIZE, "bucket");

    @AfterEach
    void free() {
        memory.close();
    }

    @Test
    @Tag("C11.3")
    void reportsExactlyTheEntriesWithTheTagNeighboursIncluded() {
        SplittableRandom random = new SplittableRandom(SEED);
        // Tags that differ by one bit from each other are those a carry would confuse.
        int[] tags = {0, 1, 2, 3, 0x8000, 0x8001, 0x7fff, 0xffff};
        for (int round = 0; round < 20_000; round++) {
            for (int entry = 0; entry < Bucket.ENTRIES; entry++) {
                Bucket.put(bucket, entry, tags[random.nextInt(tags.length)], 0, false);
            }
            int wanted = tags[random.nextInt(tags.length)];
            boolean[] reported = new boolean[Bucket.ENTRIES];
            for (long matches = Bucket.matches(bucket, wanted); matches != 0; matches &= matches - 1) {
                reported[Bucket.entry(matches)] = true;
            }
            for (int entry = 0; entry < Bucket.ENTRIES; entry++) {
                assertThat(reported[entry])
                        .as("seed %d round %d entry %d", SEED, round, entry)
                        .isEqualTo(Bucket.tag(bucket, entry) == wanted);
            }
        }
    }

    @Test
    void keepsEntriesApart() {
        for (int entry = 0; entry < Bucket.ENTRIES; entry++) {
            Bucket.put(bucket, entry, 0xff00 + entry, 0x7ffffff0 + entry, entry % 2 == 1);
        }
        Bucket.addOverflow(bucket, 70_000);
        Bucket.addOverflow(bucket, -1);
        Bucket.clear(bucket, 3);
        Bucket.put(bucket, 5, 0xff05, 0x7ffffff5, false);
        for (int entry = 0; entry < Bucket.ENTRIES; entry++) {
            assertThat(Bucket.tag(bucket, entry)).isEqualTo(entry == 3 ? 0 : 0xff00 + entry);
            assertThat(Bucket.index(bucket, entry)).isEqualTo(entry == 3 ? 0 : 0x7ffffff0 + entry);
            assertThat(Bucket.displaced(bucket, entry)).isEqualTo(entry == 1 || entry == 7);
        }
        assertThat(Bucket.overflow(bucket)).isEqualTo(69_999);
    }
}
