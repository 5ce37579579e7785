package io.sallyport.dataplane.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolSpreadTest {
    private static final int NET = 0x0a000000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 10, 16, 64, 100, 254, 1000, 65536})
    void hostsFromAMultipleOfThePoolSizeGetOnePoolAddressEach(int size) {
        PoolSpread spread = new PoolSpread(size);
        int first = Math.toIntExact(Math.ceilDiv((long) NET, size) * size);
        assertThat(hosts(spread, first, 1, size)).containsOnly(1);
        assertThat(hosts(spread, first, 1, 4 * size)).containsOnly(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 8, 10, 16, 64, 100, 254})
    void hostsThatDifferInOneDigitOnlyGetOnePoolAddressEach(int size) {
        PoolSpread spread = new PoolSpread(size);
        long aligned = Math.ceilDiv((long) NET, (long) size * size * size) * size * size * size;
        assertThat(hosts(spread, (int) aligned, size, size)).containsOnly(1);
        assertThat(hosts(spread, (int) aligned, size * size, size)).containsOnly(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 10, 16, 25, 32, 64, 100, 128, 256, 512, 1000, 1024, 4096})
    void noStrideOfHostsPilesUpOnFewPoolAddresses(int stride) {
        int[] sizes = {2, 3, 5, 6, 8, 9, 10, 15, 16, 17, 24, 31, 32, 33, 48, 64, 65, 100, 129, 254, 257};
        double sum = 0;
        for (int size : sizes) {
            int fullest = Arrays.stream(hosts(new PoolSpread(size), NET + 2, stride, 16 * size))
                    .max()
                    .orElseThrow();
            assertThat(fullest / 16.0).as("%d pool addresses", size).isLessThan(2.5);
            sum += fullest / 16.0;
        }
        assertThat(sum / sizes.length)
                .as("fullest against mean, over pool sizes")
                .isLessThan(1.7);
    }

    @Test
    void oneHostAlwaysGetsTheSamePoolAddress() {
        SplittableRandom random = new SplittableRandom(77);
        for (int i = 0; i < 1000; i++) {
            int size = random.nextInt(1, 3000);
            int address = random.nextInt();
            int index = new PoolSpread(size).index(address);
            assertThat(index).isBetween(0, size - 1).isEqualTo(new PoolSpread(size).index(address));
        }
        assertThat(new PoolSpread(1).index(0xffffffff)).isZero();
        assertThat(new PoolSpread(1 << 20).index(0xffffffff)).isNotNegative();
        assertThat(new PoolSpread(3).poolAddresses()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, (1 << 20) + 1})
    void refusesAPoolOfImpossibleSize(int size) {
        assertThatThrownBy(() -> new PoolSpread(size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hosts cannot be spread over %d pool addresses; over 1 to 1048576 they can", size);
    }

    @Test
    void spreadStaysTheSameFromReleaseToRelease() {
        // A restart keeps sessions and their pool addresses; hosts have to stay where they are.
        PoolSpread spread = new PoolSpread(5);
        assertThat(IntStream.range(0, 10).map(i -> spread.index(Integer.reverseBytes(NET + i))))
                .containsExactly(4, 3, 0, 2, 1, 1, 0, 2, 4, 3);
    }

    /** Hosts per pool address. */
    private static int[] hosts(PoolSpread spread, int first, int stride, int count) {
        int[] hosts = new int[spread.poolAddresses()];
        for (int i = 0; i < count; i++) {
            hosts[spread.index(Integer.reverseBytes(first + i * stride))]++;
        }
        return hosts;
    }
}
