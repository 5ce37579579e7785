package io.sallyport.dataplane.ports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortRandomTest {
    private static final long KEY_0 = 0x0706050403020100L;
    private static final long KEY_1 = 0x0f0e0d0c0b0a0908L;

    /** Vector of the reference implementation: key 00 to 0f, message 00 to 07, output read as a little-endian number. */
    @Test
    void isSipHash24() {
        assertThat(new PortRandom(KEY_0, KEY_1).hash(KEY_0)).isEqualTo(0x93f5f5799a932462L);
    }

    @Test
    void sameKeyGivesSameNumbersAndEachBitOfItCounts() {
        PortRandom one = new PortRandom(KEY_0, KEY_1);
        PortRandom same = new PortRandom(KEY_0, KEY_1);
        for (int i = 0; i < 1000; i++) {
            assertThat(one.next(1 << 30)).isEqualTo(same.next(1 << 30));
        }
        long first = new PortRandom(KEY_0, KEY_1).hash(0);
        for (int bit = 0; bit < 64; bit++) {
            assertThat(new PortRandom(KEY_0 ^ (1L << bit), KEY_1).hash(0)).isNotEqualTo(first);
            assertThat(new PortRandom(KEY_0, KEY_1 ^ (1L << bit)).hash(0)).isNotEqualTo(first);
        }
    }

    @Test
    void spreadsEvenlyWithinTheBound() {
        PortRandom random = new PortRandom(1, 2);
        int[] seen = new int[1000];
        for (int i = 0; i < 1_000_000; i++) {
            seen[random.next(1000)]++;
        }
        for (int i = 0; i < seen.length; i++) {
            assertThat(seen[i]).as("count of %d", i).isBetween(1000 - 200, 1000 + 200);
        }
        assertThat(random.next(1)).isZero();
    }
}
