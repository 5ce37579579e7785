package io.sallyport.dataplane.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.session.HeapAllocation;
import io.sallyport.dataplane.session.TableArena;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TurnGapsTest {
    private static final double[] SHARES = {0.001, 0.1, 0.5, 0.9, 0.99, 0.9999, 1};

    private final TableArena arena = new TableArena();
    private final TurnGaps gaps = new TurnGaps(arena.allocate(TurnGaps.BYTES, "gaps"));
    private long now = 1;

    TurnGapsTest() {
        gaps.turn(now);
    }

    @AfterEach
    void close() {
        arena.close();
    }

    private void gap(long nanos) {
        now += nanos;
        gaps.turn(now);
    }

    @Test
    void theFirstTurnEndsNoGap() {
        assertThat(gaps.read().count()).isZero();
        assertThat(gaps.read().percentile(0.99)).isZero();
        assertThat(gaps.read().longest()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithASortedListOfAllGapsToASixtyFourth(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] all = new long[20_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = random.nextLong(1L << random.nextInt(1, 35));
            gap(all[i]);
        }
        Arrays.sort(all);
        GapHistogram read = gaps.read();

        assertThat(read.count()).isEqualTo(all.length);
        assertThat(read.sum()).isEqualTo(Arrays.stream(all).sum());
        assertThat(read.longest()).isEqualTo(all[all.length - 1]);
        for (double share : SHARES) {
            long truth = all[(int) Math.ceil(all.length * share) - 1];
            assertThat(read.percentile(share))
                    .as("share %s, seed %d", share, seed)
                    .isBetween(truth, truth + truth / TurnGaps.PER_OCTAVE);
        }
        for (int exponent = 0; exponent <= 34; exponent++) {
            long bound = 1L << exponent;
            assertThat(read.shorterThanPowerOfTwo(exponent))
                    .as("shorter than 2^%d, seed %d", exponent, seed)
                    .isEqualTo(Arrays.stream(all).filter(one -> one < bound).count());
        }
    }

    @Test
    void everyBucketBeginsWhereTheOneBeforeEnds() {
        for (int bucket = 0; bucket < TurnGaps.BUCKETS - 1; bucket++) {
            long longest = TurnGaps.longest(bucket);
            assertThat(TurnGaps.bucket(longest)).isEqualTo(bucket);
            assertThat(TurnGaps.bucket(longest + 1)).isEqualTo(bucket + 1);
        }
    }

    @Test
    void whatIsLongerThanTheLastBucketIsInItAndItsLengthIsKept() {
        gap(TurnGaps.MOST - 1);
        gap(TurnGaps.MOST * 100);

        GapHistogram read = gaps.read();
        assertThat(read.shorterThanPowerOfTwo(34)).isEqualTo(1);
        assertThat(read.count()).isEqualTo(2);
        assertThat(read.longest()).isEqualTo(TurnGaps.MOST * 100);
        assertThat(read.percentile(1)).isEqualTo(TurnGaps.MOST * 100);
    }

    @Test
    void sinceAnEarlierReadingOnlyWhatCameLaterCounts() {
        gap(1_000_000);
        gap(5_000);
        GapHistogram earlier = gaps.read();
        gap(2_000);
        gap(20_000);
        GapHistogram later = gaps.read().since(earlier);

        assertThat(later.count()).isEqualTo(2);
        assertThat(later.sum()).isEqualTo(22_000);
        assertThat(later.longest()).isBetween(20_000L, 20_000L + 20_000 / TurnGaps.PER_OCTAVE);
        assertThat(later.percentile(0.5)).isBetween(2_000L, 2_000L + 2_000 / TurnGaps.PER_OCTAVE);
        assertThat(gaps.read().since(gaps.read()).longest()).isZero();
    }

    @Test
    void allocatesNothing() {
        long allocated = HeapAllocation.of(() -> {
            for (int i = 0; i < 1_000_000; i++) {
                gap(i);
            }
        });

        assertThat(allocated).isZero();
    }
}
