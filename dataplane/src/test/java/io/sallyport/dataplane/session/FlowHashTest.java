package io.sallyport.dataplane.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C11.3")
class FlowHashTest {
    private static final long SEED = 4711;
    private static final int SAMPLES = 4096;
    /** Six standard deviations of the mean of that many coin flips. */
    private static final double TOLERANCE = 6 * 0.5 / 64;

    @Test
    void everyInputBitFlipsEveryOutputBitHalfOfTheTime() {
        SplittableRandom random = new SplittableRandom(SEED);
        int inputs = 64 + 32 + 8 + 64;
        int[][] flips = new int[inputs][64];
        for (int sample = 0; sample < SAMPLES; sample++) {
            long addresses = random.nextLong();
            int ports = random.nextInt();
            int protocol = random.nextInt(256);
            long seed = random.nextLong();
            long hash = FlowIndex.hash(addresses, ports, protocol, seed);
            for (int bit = 0; bit < inputs; bit++) {
                long changed = hash
                        ^ FlowIndex.hash(
                                addresses ^ (bit < 64 ? 1L << bit : 0),
                                ports ^ (bit >= 64 && bit < 96 ? 1 << bit : 0),
                                protocol ^ (bit >= 96 && bit < 104 ? 1 << (bit - 96) : 0),
                                seed ^ (bit >= 104 ? 1L << (bit - 104) : 0));
                for (int out = 0; out < 64; out++) {
                    flips[bit][out] += (int) (changed >>> out) & 1;
                }
            }
        }
        for (int bit = 0; bit < inputs; bit++) {
            for (int out = 0; out < 64; out++) {
                assertThat((double) flips[bit][out] / SAMPLES)
                        .as("seed %d, input bit %d, output bit %d", SEED, bit, out)
                        .isBetween(0.5 - TOLERANCE, 0.5 + TOLERANCE);
            }
        }
    }

    @Test
    void flowsOfOneHostSpreadEvenlyOverBucketsAndTags() {
        int[] buckets = new int[256];
        int[] tags = new int[256];
        Set<Long> all = new HashSet<>();
        for (int port = 0; port < 65536; port++) {
            long hash = FlowIndex.hash(0x0200_0a5d_0100_000aL, (port << 8) | 0x5000_0000, 6, SEED);
            all.add(hash);
            buckets[(int) hash & 255]++;
            tags[FlowIndex.tag(hash) & 255]++;
        }
        // Only 16 bits of ports go in; the hash must not lose any of them.
        assertThat(all).hasSize(65536);
        for (int i = 0; i < 256; i++) {
            assertThat(buckets[i]).as("bucket %d", i).isBetween(256 - 96, 256 + 96);
            assertThat(tags[i]).as("tag %d", i).isBetween(256 - 96, 256 + 96);
        }
    }

    @Test
    void tagIsNeverThatOfAFreeEntry() {
        assertThat(FlowIndex.tag(0)).isEqualTo(1);
        assertThat(FlowIndex.tag(0x0000_ffff_ffff_ffffL)).isEqualTo(1);
        assertThat(FlowIndex.tag(-1)).isEqualTo(0xffff);
    }
}
